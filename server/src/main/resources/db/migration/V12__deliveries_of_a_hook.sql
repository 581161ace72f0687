-- What came to one webhook, the newest first: ids stand in the order of their times.
create index deliveries_hook on deliveries (observatory_id, hook_id, id);
