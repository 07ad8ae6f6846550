-- Each visitor-day once in every dimension.
with dimensions as (
  select dimension
  from (values ('country'), ('language'), ('browser'), ('browser_version'), ('system'), ('device'), ('screen'), ('depth')) as d(dimension)
),
split as (
  select
    v.site,
    v.day,
    d.dimension,
    case d.dimension
      when 'country' then v.country
      when 'language' then v.language
      when 'browser' then v.browser
      when 'browser_version' then v.browser_version
      when 'system' then v.system
      when 'device' then v.device
      when 'screen' then v.screen
      else v.depth
    end as value
  from visitor_days v
  cross join dimensions d
),
final as (
  select site, day, dimension, value, cast(count(*) as bigint) as visitors
  from split
  group by site, day, dimension, value
)
select site, day, dimension, value, visitors
from final
