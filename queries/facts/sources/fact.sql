-- Source and medium of the least-id entry, with the entries of that pair; one visit where there is no entry or one.
with entries as (
  select e.site, e.day, e.visitor, count(*) as visits
  from events e
  join visitor_days v on v.site = e.site and v.day = e.day and v.visitor = e.visitor
    and v.source = coalesce(e.source, '(none)') and v.medium = coalesce(e.medium, '(unknown)')
  where e.name = 'pageview' and e.entry and v.entries > 1
  group by e.site, e.day, e.visitor
),
final as (
  select
    v.site,
    v.day,
    v.source,
    v.medium,
    cast(count(*) as bigint) as visitors,
    cast(sum(least(coalesce(e.visits, cast(1 as bigint)), b.visits)) as bigint) as visits
  from visitor_days v
  left join entries e on e.site = v.site and e.day = v.day and e.visitor = v.visitor
  cross join bounds b
  where v.page_views > 0
  group by v.site, v.day, v.source, v.medium
)
select site, day, source, medium, visitors, visits
from final
