-- Random hours of a visitor-day with page views, up to the bound. Only those with more page views than that are ranked.
with by_hour as (
  select e.site, e.day, e.visitor, e.hour, v.page_views > b.hours as is_heavy, b.hours as most_hours, min(e.event_id) as first_view
  from events e
  join visitor_days v on v.site = e.site and v.day = e.day and v.visitor = e.visitor
  cross join bounds b
  where e.name = 'pageview'
  group by e.site, e.day, e.visitor, e.hour, v.page_views > b.hours, b.hours
),
ranked as (
  select site, day, hour, most_hours, row_number() over (partition by site, day, visitor order by first_view) as place
  from by_hour
  where is_heavy
),
kept as (
  select site, day, hour
  from by_hour
  where not is_heavy
  union all
  select site, day, hour
  from ranked
  where place <= most_hours
),
final as (
  select site, day, cast(day_of_week(cast(day as date)) as integer) as weekday, hour, cast(count(*) as bigint) as visitors
  from kept
  group by site, day, hour
)
select site, day, weekday, hour, visitors
from final
