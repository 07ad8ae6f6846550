-- A day of a busy site: the visitor-days from number $1 up to $2 of about five events each, 2,000 paths and 3,000 referrers by Zipf, 200 countries.
copy (
  with visitor_days as (
    select i, md5('v' || i) as visitor, hash(i * 7 + 1) as h, hash(i * 13 + 5) as h2
    from range(cast($1 as bigint), cast($2 as bigint)) t(i)
  ),
  events as (
    select v.*, j, hash(v.i * 31 + j) as g
    from visitor_days v, range(cast(case v.h2 % 10 when 0 then 1 when 1 then 2 when 2 then 3 when 3 then 4 when 4 then 4 when 5 then 5 when 6 then 6 when 7 then 7 when 8 then 8 else 10 end as bigint)) r(j)
  )
  select
    md5('e' || i || '-' || j) as event_id,
    'shop' as site,
    '2026-03-10' as day,
    cast(least(23, h % 24 + case when j > 4 then 1 else 0 end) as integer) as hour,
    'stored' as outcome,
    cast(null as varchar) as reason,
    visitor,
    case when j % 2 = 0 then 'pageview' when g % 20 = 0 then 'download' when g % 30 = 1 then 'signup' else 'engagement' end as name,
    '/section-' || cast(exp(ln(2000) * ((hash(i * 3 + j // 2) % 1000000) / 1000000.0)) as integer) || '/an-article-of-this-site' as path,
    'Topic ' || (hash(i * 3 + j // 2) % 8) as topic,
    case when j % 2 = 1 and g % 20 = 0 then 'download' end as goal,
    case when j = 0 then case when h % 3 = 0 then '(none)' else 'host-' || cast(exp(ln(3000) * ((h2 % 1000000) / 1000000.0)) as integer) || '.example' end else '(internal)' end as referrer,
    case when h % 3 = 0 then '(none)' else 'host-' || cast(exp(ln(3000) * ((h2 % 1000000) / 1000000.0)) as integer) || '.example' end as source,
    ['direct', 'search', 'referral', 'social', 'mail'][cast(1 + h % 5 as integer)] as medium,
    case when h % 20 = 0 then 'campaign-' || (h % 50) end as campaign,
    'C' || cast(exp(ln(200) * ((h % 100000) / 100000.0)) as integer) as country,
    'l' || cast(exp(ln(40) * ((h2 % 100000) / 100000.0)) as integer) as language,
    ['Chrome', 'Safari', 'Firefox', 'Edge', 'Samsung'][cast(1 + h % 5 as integer)] as browser,
    cast(110 + h2 % 30 as integer) as browser_major,
    ['Windows', 'macOS', 'Linux', 'Android', 'iOS'][cast(1 + h2 % 5 as integer)] as os,
    ['desktop', 'mobile', 'tablet'][cast(1 + h % 3 as integer)] as device,
    ['<576', '992-1439', '1440+'][cast(1 + h2 % 3 as integer)] as screen,
    case when j % 2 = 0 then j = 0 or g % 40 = 0 end as entry,
    case when j % 2 = 1 then cast(g % 200 as integer) end as engaged_seconds,
    case when j % 2 = 1 then cast(g % 101 as integer) end as scroll_pct,
    case when j % 2 = 1 and g % 20 = 0 then map {'file': 'file-' || (g % 30) || '.pdf'} else cast(map {} as map(varchar, varchar)) end as props,
    case when j % 2 = 1 and g % 30 = 1 then cast(g % 10000 as bigint) end as worth_cents
  from events
  -- ids are keyed, so their order tells nothing; files of arrivals are sorted by them
  order by event_id
) to $3 (format parquet, compression zstd, row_group_size 122880)
