package org.hengji.server.year;

import java.time.LocalDate;
import org.hengji.server.organisation.Unit;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.DependsOn;
import org.springframework.stereotype.Component;

/** In a demonstration the year of the published reports and the present one are open; the next is left to be opened. */
@Component
@ConditionalOnProperty(name = "hengji.mark", havingValue = "demo")
@DependsOn("demoUnits")
class DemoYears implements SmartInitializingSingleton {

    private final Years years;

    DemoYears(Years years) {
        this.years = years;
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (Unit area : years.areas()) {
            if (years.of(area.id()).isEmpty()) {
                years.open(area.id(), 2021);
                years.open(area.id(), LocalDate.now().getYear());
            }
        }
    }
}
