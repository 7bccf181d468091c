// What of the start page needs a script: how far one is.
