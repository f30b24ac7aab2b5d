-- Which words stand beside each other in the names of procedures: by it a typing error is seen that is itself a word ("kết hôm").
create table search_pair (
  first text not null,
  second text not null,
  occurrences integer not null,
  primary key (first, second)
);
create index search_pair_second on search_pair (second);

insert into search_pair (first, second, occurrences)
select first, second, count(distinct id)
from (
  select p.id, w.word as first, lead(w.word) over (partition by p.id order by w.place) as second
  from procedure p cross join lateral unnest(string_to_array(btrim(p.name_words), ' ')) with ordinality as w(word, place)
  where p.withdrawn_at is null
) pairs
where second is not null and length(first) <= 40 and length(second) <= 40
group by first, second;
