#pragma once
// Every bound of setting a board up: what it keeps, and what it reads from people, browsers and the hub.

#include "../limits.h"

namespace marquee {

// IEEE 802.11: an SSID has 1 to 32 bytes, a WPA passphrase 8 to 63 and a raw key 64.
constexpr size_t kMaxSsidBytes = 32;
constexpr size_t kMinPasswordBytes = 8;
constexpr size_t kMaxPasswordBytes = 64;
constexpr size_t kMaxNetworks = 4;
// Networks of one scan that are offered; the strongest are kept.
constexpr size_t kMaxScanned = 16;

constexpr size_t kMaxHubHostBytes = 64;
constexpr size_t kMaxHubPathBytes = 64;
constexpr size_t kMaxAddressBytes = kMaxHubHostBytes + kMaxHubPathBytes + 16;
constexpr size_t kMaxStoredSecretBytes = 64;
constexpr size_t kFingerprintBytes = 32;
#ifdef MARQUEE_SMALL
// The ESP8266 core pins SHA-1 alone, which is no proof; there, certificates are checked against an authority.
constexpr bool kCanPinCertificates = false;
#else
constexpr bool kCanPinCertificates = true;
#endif
// One certificate as PEM; two of RSA 2048 fit as well.
constexpr size_t kMaxAuthorityBytes = 3072;

// NVS allows names of 15 bytes.
constexpr size_t kMaxStoreKeyBytes = 15;
constexpr size_t kMaxRecordBytes = 512;

constexpr size_t kMaxPairingPayloadBytes = 512;
constexpr size_t kPairingCodeDigits = 6;
constexpr uint32_t kHelloIntervalMs = 30000;
constexpr uint32_t kMaxPairingWaitMs = 3600000;

// An Improv packet: 9 bytes of header, up to 255 of data, a checksum.
constexpr size_t kMaxImprovPacketBytes = 9 + 255 + 1;
// A packet arrives within this time or not at all.
constexpr uint32_t kImprovGapMs = 1000;
// What a browser waits for, and a little less.
constexpr uint32_t kJoinTimeoutMs = 25000;

constexpr size_t kMaxRequestLineBytes = 256;
constexpr size_t kMaxHeaderBytes = 4096;
constexpr size_t kMaxHeaderLineBytes = 160;
// All fields of the form, every byte escaped as three.
constexpr size_t kMaxFormBytes = 1024;
constexpr uint32_t kRequestTimeoutMs = 5000;
// One piece of a page that is sent.
constexpr size_t kPagePieceBytes = 1280;
// A DNS question or answer over UDP (RFC 1035, 4.2.1).
constexpr size_t kMaxDnsBytes = 512;
constexpr size_t kMaxDnsNameBytes = 255;
// What a multicast packet may have in an Ethernet frame (RFC 6762, 17).
constexpr size_t kMaxMdnsBytes = 1472;

// A network that does not answer is given up, and the next one is tried.
constexpr uint32_t kRetryNetworkMs = 20000;
// Somebody uses the portal: joining another network changes the channel under them.
constexpr uint32_t kRetryBesidePortalMs = 60000;
// The portal opens when no saved network could be joined for this long.
constexpr uint32_t kOpenPortalAfterMs = 90000;
constexpr uint32_t kDiscoveryIntervalMs = 10000;
// The calls that may hold up the loop: a connection to the hub with its TLS, and a question over mDNS.
constexpr uint32_t kHubDialTimeoutMs = 5000;
constexpr uint32_t kDiscoveryTimeoutMs = 2000;
// The fragments that an ESP8266 asks the hub for, and its buffer for what it sends.
constexpr uint16_t kTlsFragmentBytes = 1024;
constexpr uint16_t kTlsSendBytes = 512;

}  // namespace marquee
