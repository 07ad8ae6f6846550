-- How many salts made the visitors of a site's day: with two of them a visitor may have two keys. Rows from before the
-- column are one of their own, since nobody knows with which other they share a salt. From arrivals_of_day.
with final as (
  select site, day, count(distinct coalesce(keying, '(not recorded)')) as keyings
  from arrivals_of_day
  where visitor is not null
  group by site, day
)
select site, day, keyings
from final
