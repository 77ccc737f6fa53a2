// What a board keeps in static RAM, as the size check counts it. The parts that are all zero at the start cost no flash.
#include "board/device.h"
#include "core/input/controls.h"
#include "core/update/updater.h"
#include "lcd/lcd-glass.h"

namespace marquee {

Lcd board_lcd;
Buttons board_buttons;
TunePlayer board_tune_player;
Trial board_trial;
Json board_json;
// Of parts that have constructors the room alone.
alignas(Device) uint8_t board_device[sizeof(Device)];
alignas(SetUp) uint8_t board_set_up[sizeof(SetUp)];
alignas(Updater) uint8_t board_updater[sizeof(Updater)];

}  // namespace marquee
