-- What came and is in no visitor-day: late items, objections, and events without a visitor. Three rows, zeros included.
with kinds as (
  select kind
  from (values ('late'), ('opted_out'), ('without_visitor')) as k(kind)
),
counted as (
  select outcome as kind, items
  from completeness
  where outcome in ('late', 'opted_out') and site = ? and day >= ? and day <= ?
  union all
  select 'without_visitor' as kind, coalesce(without_visitor, 0) as items
  from seals
  where site = ? and period >= ? and period <= ?
)
select k.kind, cast(coalesce(sum(c.items), 0) as bigint) as items
from kinds k
left join counted c on c.kind = k.kind
group by k.kind
order by k.kind
