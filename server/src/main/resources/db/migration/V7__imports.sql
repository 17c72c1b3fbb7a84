-- The returned copy of a workbook that was refused, for the person who sent it; the next one takes its place.
create table import_marked (
    evaluation bigint not null references evaluation on delete cascade,
    person     text not null,
    name       text not null,
    content    bytea not null,
    made_at    timestamptz not null default now(),
    primary key (evaluation, person)
);
