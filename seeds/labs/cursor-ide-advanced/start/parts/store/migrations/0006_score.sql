alter table answers add column probability numeric; -- applied 2026-03-02
