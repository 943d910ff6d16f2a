"""Where mails that came back are fetched from: a Maildir, an IMAP box, our own port."""
