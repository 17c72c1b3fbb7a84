-- What people typed for the reports of an evaluation, field by field: figures, texts and rows that no framework asks for. It
-- stands before what the case says itself; what stood there before is in the trail.
create table report_entry (
    evaluation bigint not null references evaluation on delete cascade,
    field      text not null,
    typed      text not null check (typed <> ''),
    typed_by   text not null,
    typed_name text not null,
    typed_at   timestamptz not null default now(),
    primary key (evaluation, field)
);
