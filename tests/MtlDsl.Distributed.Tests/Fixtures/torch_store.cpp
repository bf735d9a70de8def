// Holds the TCPStore of the libtorch that it is linked with, as torchrun does: torch_store PORT BACKEND. It ends with its input.
// NuGet's libtorch has no headers, so what is needed of them stands here.

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>

namespace c10d {

struct TCPStoreOptions {
    std::uint16_t port;
    bool isServer;
    std::optional<std::size_t> numWorkers;
    bool waitWorkers;
    std::chrono::milliseconds timeout;
    bool multiTenant;
    std::optional<int> masterListenFd;
    bool useLibUV;
};

class TCPStore {
public:
    explicit TCPStore(std::string host, const TCPStoreOptions& options);

private:
    // More than the real one takes.
    alignas(16) char members[8192];
};

}  // namespace c10d

int main(int, char** arguments) {
    auto port = static_cast<std::uint16_t>(std::atoi(arguments[1]));
    bool libuv = std::string(arguments[2]) == "libuv";
    new c10d::TCPStore("127.0.0.1", {port, true, std::nullopt, false, std::chrono::seconds(30), false, std::nullopt, libuv});
    std::puts("ready");
    std::fflush(stdout);
    while (std::getchar() != EOF) {
    }
    std::_Exit(0);
}
