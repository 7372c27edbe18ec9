// What the alarm page sounds like: tones that the browser makes itself, so that nothing has to be fetched.
// Each tone: when it begins and how long it lasts [s], and its pitch [Hz]; small loudspeakers are loudest above 800.
const TONES = {
  alarm: [[0, .16, 988], [.2, .16, 1319], [.4, .16, 1760], [.8, .16, 988], [1, .16, 1319], [1.2, .3, 1760]],
  lost: [[0, .5, 1047], [.6, .8, 698]]
};
const SHAKES = { alarm: [400, 150, 400, 150, 400], lost: [900] };
let audio;

function tone(begins, lasts, pitch, volume, shape) {
  const source = audio.createOscillator(), loudness = audio.createGain(), at = audio.currentTime + begins;
  source.type = shape;
  source.frequency.value = pitch;
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(volume, at + .02);
  source.connect(loudness).connect(audio.destination);
  source.start(at);
  if (!lasts) return;
  loudness.gain.setValueAtTime(volume, at + lasts - .02);
  loudness.gain.linearRampToValueAtTime(0, at + lasts);
  source.stop(at + lasts);
}

function play(sort) {
  for (const [begins, lasts, pitch] of TONES[sort]) tone(begins, lasts, pitch, .9, "square");
  if (navigator.vibrate) navigator.vibrate(SHAKES[sort]);
}

// Only a tap lets a page sound. A hum that nobody hears keeps the browser from putting the page to sleep behind others.
async function wake() {
  if (!audio) {
    audio = new (window.AudioContext || window.webkitAudioContext)();
    audio.onstatechange = watched;
    tone(0, 0, 40, .002, "sine");
  }
  await audio.resume();
}
