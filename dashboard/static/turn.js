"use strict";
// The keys of a remote control turn the sheets on the wall.
document.addEventListener("keydown", ({ key }) => {
  const way = /Right|Down/.test(key) ? "next" : /Left|Up/.test(key) ? "prev" : "none";
  document.querySelectorAll(`a[rel=${way}]`).forEach(one => one.click());
});
