-- Path and medium of the least-id entry of a visitor-day.
with final as (
  select
    site,
    day,
    landing as path,
    medium,
    cast(count(*) as bigint) as visitors,
    cast(count_if(page_views = 1) as bigint) as single_page_visitors
  from visitor_days
  where entries > 0
  group by site, day, landing, medium
)
select site, day, path, medium, visitors, single_page_visitors
from final
