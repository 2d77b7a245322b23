// Light or dark, as the system has it or as somebody chose on this device: decided before anything is painted, so that
// no page flashes. Written for every browser there is.

/**
 * Shows the choice wherever it can be made; asked for again when the page's body is made anew.
 */
var goujiAppearance = (function () {
  'use strict';
  var KEY = 'gouji.appearance';
  var system = window.matchMedia ? window.matchMedia('(prefers-color-scheme: dark)') : null;
  var choice = 'auto';
  try {
    choice = localStorage.getItem(KEY) || choice;
  } catch (error) {
    // A page that may remember nothing follows the system.
  }

  function apply() {
    var dark = choice === 'dark' || (choice !== 'light' && system !== null && system.matches);
    document.documentElement.setAttribute('data-theme', dark ? 'dark' : 'light');
  }

  function show() {
    var places = document.querySelectorAll('[data-appearance]');
    for (var i = 0; i < places.length; i++) places[i].value = choice;
  }

  if (system && system.addEventListener) system.addEventListener('change', apply);
  else if (system && system.addListener) system.addListener(apply);
  document.addEventListener('change', function (event) {
    if (!event.target.hasAttribute || !event.target.hasAttribute('data-appearance')) return;
    choice = event.target.value;
    try {
      localStorage.setItem(KEY, choice);
    } catch (error) {
      // Chosen for this visit, then.
    }
    apply();
    show();
  });
  apply();
  return show;
})();
