// What stands only in this telephone: one item an entry, so that two tabs never write over each other.
const PREFIX = "conuco.cola.", TURN = "conuco.turno", TURN_MS = 15000, me = uuid();

function uuid() {
  return "10000000-1000-4000-8000-100000000000".replace(/[018]/g, digit =>
    (digit ^ crypto.getRandomValues(new Uint8Array(1))[0] & 15 >> digit / 4).toString(16));
}

// A telephone may forbid it, or be full.
function stored(act) { try { return act(localStorage); } catch { return null; } }

const parsed = name => stored(kept => JSON.parse(kept.getItem(name)));
const keep = entry => stored(kept => { kept.setItem(PREFIX + entry.key, JSON.stringify(entry)); return true; });
const drop = key => stored(kept => { kept.removeItem(PREFIX + key); return true; });

function entries() {
  return (stored(Object.keys) || []).filter(name => name.startsWith(PREFIX)).map(parsed).filter(Boolean)
    .sort((one, other) => one.made - other.made || one.order - other.order);
}

// On a clock that was set back meanwhile nothing lasts longer than a turn.
function isAhead(until) { return until > Date.now() && until <= Date.now() + TURN_MS; }

const isWaiting = entry => !entry.fault && !isAhead(entry.until);

// One tab sends at a time; a tab that was closed loses its turn by itself.
function takeTurn() {
  const held = parsed(TURN);
  if (held && held.by !== me && isAhead(held.until)) return false;
  return stored(kept => { kept.setItem(TURN, JSON.stringify({ by: me, until: Date.now() + TURN_MS })); return true; });
}

const hasTurn = () => (parsed(TURN) || {}).by === me;
