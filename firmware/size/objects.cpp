// What a board keeps in static RAM, as the size check counts it. All of it is zero at the start, so it costs no flash.
#include "core/display.h"
#include "core/input/buttons.h"
#include "core/input/tune-player.h"
#include "lcd/lcd.h"

namespace marquee {

Display board_display;
Lcd board_lcd;
Buttons board_buttons;
TunePlayer board_tune_player;

}  // namespace marquee
