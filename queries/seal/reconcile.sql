-- What the facts say of each site and day that is being sealed, one row each, for core/seal/reconcile.ts to hold against
-- the recount; page_views is null where a site has no days row. From sealing, completeness, days, sources and visitors.
with outcomes as (
  select site, day, sum(items) as items, sum(case when outcome = 'stored' then items else 0 end) as stored
  from completeness
  group by site, day
),
pairs as (
  select site, day, sum(visits) as visits
  from sources
  group by site, day
),
dimensions as (
  select site, day, dimension, sum(visitors) as visitors
  from visitors
  group by site, day, dimension
),
extremes as (
  select site, day, min(visitors) as least_visitors, max(visitors) as most_visitors
  from dimensions
  group by site, day
),
final as (
  select
    s.site,
    s.day,
    cast(coalesce(o.items, 0) as bigint) as items,
    cast(coalesce(o.stored, 0) as bigint) as stored,
    d.page_views,
    coalesce(d.visits_bounded, 0) as visits_bounded,
    cast(coalesce(p.visits, 0) as bigint) as sources_visits,
    coalesce(d.visitors, 0) as visitors,
    cast(coalesce(e.least_visitors, 0) as bigint) as least_of_dimension,
    cast(coalesce(e.most_visitors, 0) as bigint) as most_of_dimension
  from sealing s
  left join outcomes o on o.site = s.site and o.day = s.day
  left join days d on d.site = s.site and d.day = s.day
  left join pairs p on p.site = s.site and p.day = s.day
  left join extremes e on e.site = s.site and e.day = s.day
)
select site, day, items, stored, page_views, visits_bounded, sources_visits, visitors, least_of_dimension, most_of_dimension
from final
