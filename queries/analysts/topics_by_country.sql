-- One row a topic and country: visitor-days that looked at the topic, of the country that was kept for them.
with counted as (
  select subject as topic, value as country, cast(sum(visitors) as bigint) as visitors
  from demand
  where kind = 'topic' and dimension = 'country' and site = ? and day >= ? and day <= ?
  group by subject, value
)
select topic, country, visitors
from counted
order by visitors desc, topic, country
