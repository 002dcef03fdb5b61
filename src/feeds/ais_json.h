#pragma once

#include <string>
#include <string_view>

#include "feeds/nmea_reader.h"

namespace detente::feeds {

// Appends a reading as one line of JSON, without a line end, in the spelling and scaling of gpsd 3.22
// (`gpsdecode -j --split24`): speed in knots, course, longitude and latitude in degrees, turn in degrees a
// minute, draught in metres. `device` names the source as gpsd names its device. Two members are ours, at the
// end and only where the line says so: "time" (RFC 3339, UTC) and "station". Three intended differences from
// gpsd, each tried in the tests:
//   - "turn" keeps its sign, negative to port (M.1371-5, table 48); gpsd 3.22 drops it;
//   - part B of message 24 is always "part":"B", also where part A came before;
//   - what has another length than ais_message.h allows is refused and counted.
void append_json(const Reading& reading, std::string_view device, std::string& out);

// gpsd's names for values of M.1371-5, tables 48, 52 and 53.
std::string_view status_text(unsigned status);           // navigational status, 0 to 15
std::string_view position_device_text(unsigned device);  // 0 to 15
std::string ship_type_text(unsigned ship_type);          // 0 to 255

}  // namespace detente::feeds
