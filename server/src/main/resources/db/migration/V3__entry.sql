-- What one place says about a fact is a row of its own, so that conflicting places can be entered; and judgements.
alter table evaluation_fact drop constraint evaluation_fact_state_check;
alter table evaluation_fact add constraint evaluation_fact_state_check
    check (state in ('known', 'bounded', 'contested', 'unknown', 'not-applicable', 'not-evidenced'));
alter table evaluation_fact add column place int not null default 1;
alter table evaluation_fact drop constraint evaluation_fact_pkey;
alter table evaluation_fact add primary key (evaluation, fact, place);

-- A row whose four texts are empty withdraws a judgement of the case.
create table evaluation_judgement (
    evaluation bigint not null references evaluation on delete cascade,
    indicator  text not null,
    award      text not null,
    reason     text not null,
    judged_by  text not null,
    evidence   text not null,
    edited_by  text not null,
    edited_at  timestamptz not null default now(),
    revision   bigint not null,
    primary key (evaluation, indicator)
);

-- What somebody typed and has not put into effect, cell by cell, just as it was typed. "base" is what the record said
-- when this cell was begun: another text there later means that somebody else was faster.
create table entry_draft (
    evaluation bigint not null references evaluation on delete cascade,
    person     text not null,
    cell       text not null,
    typed      text not null,
    base       text not null,
    saved_at   timestamptz not null default now(),
    primary key (evaluation, person, cell)
);
