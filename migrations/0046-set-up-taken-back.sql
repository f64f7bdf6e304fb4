-- Slips that were lost: each administrator tells his own half anew.
grant update (first_hash) on staff_invitation to ydt_app;
