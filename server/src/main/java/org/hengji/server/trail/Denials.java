package org.hengji.server.trail;

import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes down what was refused. The act has left nothing behind, so the entry stands in a transaction of its own, after
 * the one at hand has ended: written earlier it would wait for the lock that this one may hold.
 */
@Component
public class Denials {

    private final Trail trail;
    private final TransactionTemplate own;

    Denials(Trail trail, PlatformTransactionManager transactions) {
        this.trail = trail;
        this.own = new TransactionTemplate(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Refused to whoever is signed in, or to a visitor. */
    public void refused(String action, String entity, Map<String, ?> why) {
        refused(Trail.who(), action, entity, why);
    }

    /** Refused to somebody who is not signed in but gave a name. */
    public void refused(String who, String action, String entity, Map<String, ?> why) {
        String role = Trail.role();
        Runnable write = () -> own.executeWithoutResult(status -> trail.refuse(who, role, action, entity, why));
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            write.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                write.run();
            }
        });
    }
}
