"""The cable to a board: the only place where mpremote, esptool and pyserial are known."""
