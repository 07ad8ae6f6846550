-- Names and values of properties that are not kept become (other); days that are merged become their month.
with named as (
  select
    a.site, d.becomes as day, case when n.value is null then '(other)' else a.name end as name, a.key,
    case when a.key <> '' and p.value is null then '(other)' else a.value end as value,
    a.visitors, a.events, a.worth_cents
  from actions a
  join settled_days d on d.day = a.day
  left join kept n on n.kind = 'action' and n.value = a.name
  left join kept p on p.kind = 'property' and p.key = a.key and p.value = a.value
),
final as (
  select
    site,
    day,
    name,
    key,
    value,
    cast(sum(visitors) as bigint) as visitors,
    cast(sum(events) as bigint) as events,
    cast(sum(worth_cents) as bigint) as worth_cents
  from named
  group by site, day, name, key, value
)
select site, day, name, key, value, visitors, events, worth_cents
from final
