package org.hengji.server.organisation;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;
import org.hengji.scoring.framework.Text;

/**
 * A body as it was, is or will be in one span of time.
 *
 * @param id the same through renames and moves
 * @param code 单位代码 (AGENCY_CODE, up to 21 characters); of an area 财政区划代码 (MOF_DIV_CODE)
 * @param nature 单位性质: ADMINISTRATIVE, CIVIL_SERVANT_LAW or PUBLIC_INSTITUTION; empty where it does not apply
 * @param parent the node it stands under; empty for the topmost area
 * @param supervisor 主管部门, where that is not the parent (vertical systems)
 * @param from first day
 * @param to first day on which this is no longer so; empty while it lasts
 */
public record Unit(
        long id,
        String code,
        Text name,
        UnitKind kind,
        Level level,
        String nature,
        OptionalLong parent,
        OptionalLong supervisor,
        LocalDate from,
        Optional<LocalDate> to) {

    public boolean isOn(LocalDate day) {
        return !day.isBefore(from) && to.map(day::isBefore).orElse(true);
    }
}
