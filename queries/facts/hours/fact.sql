-- Random hours of a visitor-day with page views, up to the bound. Only those with more page views than that are ranked.
with by_hour as (
  select number, hour, min(event_id) as first_view
  from visitor_events
  where name = 'pageview'
  group by number, hour
),
described as (
  select v.site, v.day, h.number, h.hour, h.first_view, v.page_views > b.hours as is_heavy, b.hours as most_hours
  from by_hour h
  join visitor_days v on v.number = h.number
  cross join bounds b
),
ranked as (
  select site, day, hour, most_hours, row_number() over (partition by number order by first_view) as place
  from described
  where is_heavy
),
kept as (
  select site, day, hour
  from described
  where not is_heavy
  union all
  select site, day, hour
  from ranked
  where place <= most_hours
),
final as (
  select site, day, cast(day_of_week(try_cast(day as date)) as integer) as weekday, hour, cast(count(*) as bigint) as visitors
  from kept
  group by site, day, hour
)
select site, day, weekday, hour, visitors
from final
