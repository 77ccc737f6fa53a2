// The part of Portal that writes pages.
#include "../text/utf8.h"
#include "portal.h"

namespace marquee {

namespace {

const char* reason_of(uint16_t status) {
  switch (status) {
    case 200: return "OK";
    case 302: return "Found";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 411: return "Length Required";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 431: return "Request Header Fields Too Large";
    case 501: return "Not Implemented";
    default: return "Bad Request";
  }
}

constexpr char kStyle[] =
    "<style>body{font:1.1em sans-serif;max-width:24em;margin:1em auto;padding:0 1em}"
    "label{display:block;margin:.8em 0}input,select,button{font:inherit;width:100%;box-sizing:border-box;padding:.4em}"
    ".note{border-left:.3em solid #b40;padding:.4em .6em}</style>";

}  // namespace

void write_html(Text text, Writer& out) {
  for (size_t i = 0; i < text.size;) {
    uint32_t code_point = next_code_point(text, i);
    if (code_point == '&') {
      out.put("&amp;");
    } else if (code_point == '<') {
      out.put("&lt;");
    } else if (code_point == '>') {
      out.put("&gt;");
    } else if (code_point == '"') {
      out.put("&quot;");
    } else if (code_point == '\'') {
      out.put("&#39;");
    } else {
      if (code_point < ' ' || (code_point >= 0x7F && code_point < 0xA0)) code_point = kReplacement;
      uint8_t bytes[4];
      out.put(Text(bytes, encode_utf8(code_point, bytes)));
    }
  }
}

bool Portal::next_piece(Writer& out) {
  if (status_ == 0) return false;
  constexpr size_t kFirstNetwork = 3;
  const size_t piece = piece_++;
  if (piece == 0) {
    write_head(out);
    // A redirection and the answer to HEAD have nothing but their header.
    if (is_head_only_ || status_ == 302) status_ = 0;
  } else if (piece == 1) {
    write_title(out);
  } else if (piece == 2 && has_form()) {
    write_form_start(out);
  } else if (has_form() && piece - kFirstNetwork < networks_.count()) {
    write_network(piece - kFirstNetwork, out);
  } else {
    if (has_form()) {
      write_form_end(out);
    } else if (status_ == 200) {
      write_progress(out);
    }
    out.put("</body></html>\n");
    status_ = 0;
  }
  return true;
}

void Portal::write_head(Writer& out) const {
  out.put("HTTP/1.1 ").number(status_).put(' ').put(reason_of(status_)).put("\r\nConnection: close\r\nCache-Control: no-store\r\n");
  if (status_ == 302) {
    out.put("Location: http://").put(address_.view()).put("/\r\nContent-Length: 0\r\n\r\n");
    return;
  }
  if (status_ == 405) out.put("Allow: GET, HEAD, POST\r\n");
  out.put("Content-Type: text/html; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\n");
  out.put("Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'\r\n\r\n");
}

void Portal::write_title(Writer& out) const {
  out.put("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">");
  out.put("<meta name=\"viewport\" content=\"width=device-width\"><title>Marquee</title>");
  if (status_ == 200 && state_ == PortalState::kTrying) out.put("<meta http-equiv=\"refresh\" content=\"4;url=/\">");
  out.put(kStyle).put("</head><body>");
  if (status_ != 200) {
    out.put("<h1>").number(status_).put(' ').put(reason_of(status_)).put("</h1><p><a href=\"/\">Set the board up</a></p>");
    return;
  }
  out.put("<h1>");
  write_html(name_.view(), out);
  out.put("</h1>");
}

void Portal::write_progress(Writer& out) const {
  out.put(state_ == PortalState::kJoined ? "<p>Connected to <b>" : "<p>Joining <b>");
  write_html(tried_.view(), out);
  out.put("</b>. ").put(state_ == PortalState::kJoined ? "This network closes now." : "If this page is lost, look at the display.");
  out.put("</p>");
}

void Portal::write_form_start(Writer& out) const {
  if (!note_.empty() || state_ == PortalState::kFailed) {
    out.put("<p class=\"note\">");
    if (note_.empty()) {
      out.put("The network <b>");
      write_html(tried_.view(), out);
      out.put("</b> could not be joined. Check its password.");
    }
    write_html(note_, out);
    out.put("</p>");
  }
  out.put("<form method=\"post\" action=\"/save\"><label>Wi-Fi network<select name=\"network\">");
}

void Portal::write_network(size_t index, Writer& out) const {
  const ScannedNetwork& network = networks_[index];
  out.put("<option value=\"").hex(network.ssid.bytes, network.ssid.size).put('"');
  if (network.ssid.view() == tried_.view()) out.put(" selected");
  out.put('>');
  write_html(network.ssid.view(), out);
  out.put(network.is_secured ? "" : " (open)").put("</option>");
}

void Portal::write_form_end(Writer& out) const {
  out.put("<option value=\"\">another one</option></select></label>");
  out.put("<label>Another network<input name=\"other\" maxlength=\"32\" autocapitalize=\"none\"></label>");
  out.put("<label>Password<input name=\"password\" type=\"password\" maxlength=\"64\" autocomplete=\"off\"></label>");
  out.put("<label>Address of the hub<input name=\"hub\" maxlength=\"140\" autocapitalize=\"none\" placeholder=\"found by itself\" value=\"");
  uint8_t address[kMaxAddressBytes];
  Writer hub(address, sizeof address);
  write_hub_address(saved_->hub, hub);
  write_html(hub.text(), out);
  out.put("\"></label><label>Fingerprint of its certificate, for wss:// only<input name=\"fingerprint\" autocomplete=\"off\"></label>");
  if (!saved_->credentials.id.empty()) {
    out.put("<label><input type=\"checkbox\" name=\"pair\" value=\"yes\" style=\"width:auto\"> Pair with the hub again</label>");
  }
  out.put("<button>Save and connect</button></form>");
}

}  // namespace marquee
