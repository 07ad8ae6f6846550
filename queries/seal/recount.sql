-- What must come out, counted by another way than the facts': from the rows as they came, no scratch table between.
-- Received counts items, of which a row that was not stored may stand for several. One row a site and day. From
-- arrivals_of_day.
with ids as (
  select
    site,
    day,
    event_id,
    count(*) as copies,
    -- hour and name decide between copies before all else; hours have one width here, so that text sorts as they do
    substr(min(substr(cast(100 + hour as varchar), 2, 2) || name), 3) as name,
    max(case when visitor is null then 1 else 0 end) as without_visitor
  from arrivals_of_day
  where outcome = 'stored'
  group by site, day, event_id
),
stored as (
  select site, day, count(*) as stored, cast(count_if(name = 'pageview') as bigint) as page_views, cast(sum(copies - 1) as bigint) as duplicates,
    cast(sum(without_visitor) as bigint) as without_visitor
  from ids
  group by site, day
),
received as (
  select site, day, cast(sum(coalesce(items, 1)) as bigint) as received
  from arrivals_of_day
  group by site, day
),
final as (
  select
    r.site,
    r.day,
    r.received,
    coalesce(s.stored, 0) as stored,
    coalesce(s.page_views, 0) as page_views,
    coalesce(s.duplicates, 0) as duplicates,
    coalesce(s.without_visitor, 0) as without_visitor
  from received r
  left join stored s on s.site = r.site and s.day = r.day
)
select site, day, received, stored, page_views, duplicates, without_visitor
from final
