package org.hengji.server.access;

import java.util.Locale;

/**
 * What a person does in the yearly loop. One person, one role; the three administrators (三员分立) are apart and see no
 * business data.
 */
public enum Role {
    FILLER,
    DIVISION_HEAD,
    UNIT_APPROVER,
    DEPARTMENT_REVIEWER,
    FINANCE_REVIEWER,
    THIRD_PARTY,
    EXPERT,
    SYSTEM_ADMINISTRATOR,
    SECURITY_ADMINISTRATOR,
    AUDIT_ADMINISTRATOR;

    public boolean administrator() {
        return ordinal() >= SYSTEM_ADMINISTRATOR.ordinal();
    }

    /** Administrators belong to no body; third parties and experts see those that they are engaged for. */
    public boolean belongsToUnit() {
        return !administrator() && this != THIRD_PARTY && this != EXPERT;
    }

    /** As in message keys: {@code role.finance-reviewer}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
