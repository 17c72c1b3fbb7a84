package org.hengji.server.target;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hengji.pages.Templates;
import org.hengji.scoring.Problem;
import org.hengji.server.access.OpenTo;
import org.hengji.server.access.Role;
import org.hengji.server.draft.FormDrafts;
import org.hengji.server.frame.Frame;
import org.hengji.server.frame.Minute;
import org.hengji.server.listing.Column;
import org.hengji.server.listing.ListExport;
import org.hengji.server.listing.ListQuery;
import org.hengji.server.listing.Listing;
import org.hengji.server.organisation.Units;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** 推荐入库: from approved targets into the library, decided by finance. */
@Controller
@OpenTo(OpenTo.Audience.BUSINESS)
class ProposalsController {

    private final Templates templates;
    private final Proposals proposals;
    private final Targets targets;
    private final Units units;
    private final FormDrafts drafts;
    private final ListExport export;

    ProposalsController(
            Templates templates,
            Proposals proposals,
            Targets targets,
            Units units,
            FormDrafts drafts,
            ListExport export) {
        this.templates = templates;
        this.proposals = proposals;
        this.targets = targets;
        this.units = units;
        this.drafts = drafts;
        this.export = export;
    }

    @GetMapping("/indicators/proposals")
    JteModel list(Frame frame, HttpServletResponse response, @ModelAttribute ListQuery query) throws IOException {
        String lang = frame.language().code();
        Listing<Proposal> listing = new Listing<>(
                "proposals",
                "/indicators/proposals",
                List.of(
                        Column.text("name", p -> p.entry().name()),
                        Column.text("kind", p -> p.entry().kind().label().in(lang)),
                        Column.text("unit", p -> units.name(p.unit()).in(lang)),
                        Column.text("by", Proposal::proposedName),
                        Column.moment("at", p -> Minute.of(p.proposedAt())),
                        Column.text(
                                "state",
                                p -> frame.text("library.state." + p.state().key())),
                        Column.text("ground", Proposal::ground),
                        Column.text("decider", Proposal::decidedName)),
                Proposal::path,
                proposals.list());
        return export.answer(
                listing,
                query,
                frame.text("library.proposals"),
                frame,
                response,
                view -> templates.targetProposalsPage(frame, view));
    }

    @GetMapping("/targets/{id}/propose")
    @OpenTo(roles = {Role.FILLER, Role.DEPARTMENT_REVIEWER})
    JteModel form(Frame frame, @PathVariable long id, @RequestParam Map<String, String> typed) {
        return form(frame, sheet(id), typed, List.of());
    }

    private JteModel form(Frame frame, Sheet sheet, Map<String, String> typed, List<Problem> problems) {
        return templates.targetProposePage(frame, sheet, proposals.candidates(sheet), typed, problems);
    }

    @PostMapping("/targets/{id}/propose")
    @OpenTo(roles = {Role.FILLER, Role.DEPARTMENT_REVIEWER})
    Object propose(
            Frame frame, HttpServletResponse response, @PathVariable long id, @RequestParam Map<String, String> typed) {
        Sheet sheet = sheet(id);
        Proposals.Made made = proposals.propose(sheet, typed, frame.person());
        if (!made.problems().isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(frame, sheet, typed, made.problems());
        }
        drafts.drop("propose/" + id);
        return "redirect:/indicators/proposals/" + made.id();
    }

    @GetMapping("/indicators/proposals/{id:\\d+}")
    JteModel proposal(Frame frame, @PathVariable long id) {
        Proposal proposal = find(id);
        Map<String, String> typed = new LinkedHashMap<>();
        typed.put("from", String.valueOf(frame.whereabouts().year() + 1));
        return page(frame, proposal, typed, List.of());
    }

    private JteModel page(Frame frame, Proposal proposal, Map<String, String> typed, List<Problem> problems) {
        return templates.targetProposalPage(
                frame,
                proposal,
                units.name(proposal.unit()),
                frame.person().role() == Role.FINANCE_REVIEWER && proposal.state() == Proposal.State.PROPOSED,
                typed,
                problems);
    }

    @PostMapping("/indicators/proposals/{id:\\d+}")
    @OpenTo(roles = Role.FINANCE_REVIEWER)
    Object decide(
            Frame frame, HttpServletResponse response, @PathVariable long id, @RequestParam Map<String, String> typed) {
        Proposal proposal = find(id);
        List<Problem> problems = proposals.decide(proposal, typed, frame.person());
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(frame, find(id), typed, problems);
        }
        drafts.drop("decide/" + id);
        return "redirect:" + proposal.path();
    }

    private Sheet sheet(long id) {
        return targets.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Proposal find(long id) {
        return proposals.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
