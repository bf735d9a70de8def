// Processes that exchange arrays on the CPU over Gloo, behind plain C functions. It knows raw pointers only, no tensors, and is compiled on
// the user's machine against that machine's Gloo.
//
// Functions return what went wrong; mtldsl_gloo_error then says it in words.

#include <gloo/allreduce.h>
#include <gloo/barrier.h>
#include <gloo/broadcast.h>
#include <gloo/common/error.h>
#include <gloo/math.h>
#include <gloo/rendezvous/context.h>
#include <gloo/rendezvous/store.h>
#include <gloo/transport/tcp/device.h>
#include <gloo/types.h>

#include <chrono>
#include <cstdint>
#include <exception>
#include <memory>
#include <string>
#include <vector>

#define MTLDSL_EXPORT extern "C" __attribute__((visibility("default")))

namespace {

enum Result : int32_t { ok = 0, disconnected = 1, refused = 2, unsupported = 3 };
enum Operation : int32_t { sum = 0, maximum = 1 };
// As numbered by libtorch's ScalarType.
enum Type : int32_t { uint8 = 0, int8 = 1, int32 = 3, int64 = 4, float16 = 5, float32 = 6, float64 = 7 };

// Both return a negative number where the store fails. `get` waits for the key and returns the size of its value, of which it writes as
// much as there is room for.
using SetValue = int64_t (*)(void* store, const char* key, const char* value, int64_t size);
using GetValue = int64_t (*)(void* store, const char* key, char* value, int64_t capacity);

class Store : public gloo::rendezvous::Store {
public:
    Store(void* store, SetValue set_value, GetValue get_value) : store_(store), set_(set_value), get_(get_value) {}

    void set(const std::string& key, const std::vector<char>& data) override {
        check(set_(store_, key.c_str(), data.data(), static_cast<int64_t>(data.size())));
    }

    std::vector<char> get(const std::string& key) override {
        std::vector<char> value(1024);
        for (;;) {
            auto size = static_cast<std::size_t>(check(get_(store_, key.c_str(), value.data(), static_cast<int64_t>(value.size()))));
            auto fits = size <= value.size();
            value.resize(size);
            if (fits) return value;
        }
    }

    void wait(const std::vector<std::string>& keys) override {
        for (const auto& key : keys) check(get_(store_, key.c_str(), nullptr, 0));
    }

    void wait(const std::vector<std::string>& keys, const std::chrono::milliseconds&) override { wait(keys); }

private:
    static int64_t check(int64_t result) {
        if (result < 0) throw gloo::IoException("the store failed");
        return result;
    }

    void* store_;
    SetValue set_;
    GetValue get_;
};

struct Group {
    std::shared_ptr<gloo::rendezvous::Context> context;
    // All ranks call in the same order, so all count alike, and a late message cannot be taken for a part of the next exchange.
    uint32_t next_tag = 0;
};

Group& group_of(void* handle) { return *static_cast<Group*>(handle); }

thread_local std::string last_error;

template <class Action>
int32_t guarded(Action action) {
    try {
        action();
        return ok;
    } catch (const gloo::IoException& error) {
        last_error = error.what();
        return disconnected;
    } catch (const std::exception& error) {
        last_error = error.what();
        return refused;
    }
}

// Gloo took a reference to the store until April 2025, and a shared pointer since.
template <class Context>
auto connect(Context& context, const std::shared_ptr<Store>& store, std::shared_ptr<gloo::transport::Device>& device, int)
    -> decltype(context.connectFullMesh(store, device)) {
    context.connectFullMesh(store, device);
}

template <class Context>
auto connect(Context& context, const std::shared_ptr<Store>& store, std::shared_ptr<gloo::transport::Device>& device, long)
    -> decltype(context.connectFullMesh(*store, device)) {
    context.connectFullMesh(*store, device);
}

template <class T>
void all_reduce(Group& group, void* data, std::size_t count, int32_t operation) {
    using Reduction = void (*)(void*, const void*, const void*, std::size_t);
    gloo::AllreduceOptions options(group.context);
    options.setOutput(static_cast<T*>(data), count);
    options.setReduceFunction(operation == sum ? static_cast<Reduction>(&gloo::sum<T>) : static_cast<Reduction>(&gloo::max<T>));
    options.setTag(group.next_tag++);
    gloo::allreduce(options);
}

using AllReduce = void (*)(Group& group, void* data, std::size_t count, int32_t operation);

AllReduce all_reduce_of(int32_t type) {
    switch (type) {
        case uint8: return &all_reduce<uint8_t>;
        case int8: return &all_reduce<int8_t>;
        case int32: return &all_reduce<int32_t>;
        case int64: return &all_reduce<int64_t>;
        case float16: return &all_reduce<gloo::float16>;
        case float32: return &all_reduce<float>;
        case float64: return &all_reduce<double>;
        default: return nullptr;
    }
}

}  // namespace

MTLDSL_EXPORT const char* mtldsl_gloo_error() { return last_error.c_str(); }

// Waits until all ranks have come. `host` is the address of this machine that the others reach it by; `interface`, where it is not empty,
// the network interface that has it.
MTLDSL_EXPORT int32_t mtldsl_gloo_connect(int32_t rank, int32_t size, const char* host, const char* interface, int64_t join_milliseconds,
                                          int64_t call_milliseconds, void* store, SetValue set_value, GetValue get_value, void** created) {
    return guarded([&] {
        gloo::transport::tcp::attr attributes(host);
        attributes.iface = interface;
        auto device = gloo::transport::tcp::CreateDevice(attributes);
        auto context = std::make_shared<gloo::rendezvous::Context>(rank, size);
        context->setTimeout(std::chrono::milliseconds(join_milliseconds));
        connect(*context, std::make_shared<Store>(store, set_value, get_value), device, 0);
        context->setTimeout(std::chrono::milliseconds(call_milliseconds));
        *created = new Group{std::move(context)};
    });
}

// Closes the connections, so that ranks that wait for this one learn it.
MTLDSL_EXPORT void mtldsl_gloo_close(void* handle) { delete static_cast<Group*>(handle); }

// In place.
MTLDSL_EXPORT int32_t mtldsl_gloo_all_reduce(void* handle, void* data, int64_t count, int32_t type, int32_t operation) {
    auto reduce = all_reduce_of(type);
    if (reduce == nullptr) return unsupported;
    return guarded([&] { reduce(group_of(handle), data, static_cast<std::size_t>(count), operation); });
}

MTLDSL_EXPORT int32_t mtldsl_gloo_broadcast(void* handle, void* data, int64_t bytes, int32_t root) {
    return guarded([&] {
        auto& group = group_of(handle);
        gloo::BroadcastOptions options(group.context);
        options.setOutput(static_cast<uint8_t*>(data), static_cast<std::size_t>(bytes));
        options.setRoot(root);
        options.setTag(group.next_tag++);
        gloo::broadcast(options);
    });
}

MTLDSL_EXPORT int32_t mtldsl_gloo_barrier(void* handle) {
    return guarded([&] {
        auto& group = group_of(handle);
        gloo::BarrierOptions options(group.context);
        options.setTag(group.next_tag++);
        gloo::barrier(options);
    });
}
