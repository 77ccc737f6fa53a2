// What a board keeps in static RAM, as the size check counts it. All of it is zero at the start, so it costs no flash.
#include "core/display.h"
#include "core/input/controls.h"
#include "lcd/lcd-glass.h"

namespace marquee {

Display board_display;
Lcd board_lcd;
Buttons board_buttons;
TunePlayer board_tune_player;

}  // namespace marquee
