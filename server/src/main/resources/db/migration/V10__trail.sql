-- The trail says how an act came out and to which request it belongs; rows from before verify under their own version.
alter table trail add column version smallint not null default 1;
alter table trail add column result text not null default 'ok' check (result in ('ok', 'refused'));
alter table trail add column request text not null default '-';
create index trail_who on trail (who, seq);
create index trail_action on trail (action, seq);
create index trail_at on trail (at);

-- What remains of entries deleted after the retention time: the last of them, signed, so that the chain goes on from it.
create table trail_checkpoint (
    id         bigint primary key,
    seq        bigint not null,
    hash       text not null,
    entries    bigint not null,
    last_at    timestamptz not null,
    made_at    timestamptz not null,
    made_by    text not null,
    public_key text not null,
    signature  text not null
);

-- No row changes; a row goes only when it is older than the law asks (180 days) and a checkpoint stands for it.
create or replace function trail_is_append_only() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and tg_level = 'ROW' then
        if old.at < now() - interval '180 days'
                and exists (select from trail_checkpoint c where c.seq >= old.seq) then
            return old;
        end if;
    end if;
    raise exception 'the trail is append-only';
end $$;
create function checkpoint_is_final() returns trigger language plpgsql as $$
begin
    raise exception 'a checkpoint of the trail stays as it is';
end $$;
create trigger checkpoint_final before update or delete on trail_checkpoint
    for each row execute function checkpoint_is_final();
create trigger checkpoint_no_truncate before truncate on trail_checkpoint
    for each statement execute function checkpoint_is_final();
