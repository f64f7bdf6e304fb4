-- What has passed is deleted by a nightly job, which acts as the program itself; no officer may.
grant delete on message, officer_notice to ydt_app;
