package org.hengji.server.intake;

import java.util.Set;
import org.hengji.documents.workbook.Form;
import org.hengji.server.access.Role;

/** A receiver of the files that fill in one shipped form. */
public abstract class FormReceiver implements Receiver {

    private final Form form;
    private final Set<Role> roles;

    protected FormReceiver(Form form, Set<Role> roles) {
        this.form = form;
        this.roles = Set.copyOf(roles);
    }

    @Override
    public final String kind() {
        return form.id();
    }

    @Override
    public final Set<Role> roles() {
        return roles;
    }
}
