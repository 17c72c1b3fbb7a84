-- Since when a version of a framework scores here, with the digest of its text: a released version never changes.
create table framework_release (
    id        text not null,
    version   text not null,
    digest    text not null,
    since     timestamptz not null default now(),
    primary key (id, version)
);
