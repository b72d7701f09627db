alter table answers add column score numeric; -- applied 2026-03-02
