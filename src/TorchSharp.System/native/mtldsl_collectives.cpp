// Processes that compute together: libtorch's own TCPStore, Gloo for tensors on the CPU and, where the libtorch has it, NCCL for
// tensors on a GPU. The build leaves the content out where Gloo's headers are missing; a process alone needs none of it.

#include "mtldsl_torch.h"

#include <cstdint>

#ifndef USE_C10D_GLOO

MTL_EXPORT int mtl_group_create(const char*, int32_t, int32_t, int32_t, int32_t, const char*, int64_t, int64_t, int32_t, void**) {
    return mtl::guarded([] {
        TORCH_CHECK(false, "the native part was built without Gloo; install its headers (Debian: apt-get install --no-install-recommends libgloo-dev) and build again");
    });
}

#else

#include <torch/csrc/autograd/custom_function.h>
#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>
#include <torch/version.h>
#ifdef USE_C10D_NCCL
#include <torch/csrc/distributed/c10d/ProcessGroupNCCL.hpp>
#include <torch/cuda.h>
#endif

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

namespace {

using mtl::borrow;
using mtl::guarded;
using mtl::release;
using std::chrono::milliseconds;

#if TORCH_VERSION_MAJOR >= 2
using Backend = c10d::Backend;
#else
using Backend = c10d::ProcessGroup;
#endif

// Reference-counted, because a graph that sums over the group outlives the handle that C# gives back.
struct Group : torch::CustomClassHolder {
    c10::intrusive_ptr<c10d::Store> store;
    c10::intrusive_ptr<Backend> cpu;
    c10::intrusive_ptr<Backend> cuda;

    Backend& backend(const at::Tensor& tensor) const {
        TORCH_CHECK(cpu, "the group of processes has been given up");
        if (!tensor.is_cuda()) return *cpu;
        TORCH_CHECK(cuda, "tensors on a GPU are summed over processes by NCCL, and this libtorch was built or found without it");
        return *cuda;
    }
};

Group& group_of(void* handle) { return *static_cast<Group*>(handle); }

// The link between the machines: the one that GLOO_SOCKET_IFNAME names, as in PyTorch; the loopback where all processes meet at it;
// else the one that this machine's name resolves to.
std::vector<std::shared_ptr<gloo::transport::Device>> gloo_devices(const std::string& address) {
    using c10d::ProcessGroupGloo;
    std::vector<std::shared_ptr<gloo::transport::Device>> devices;
    if (const char* names = std::getenv("GLOO_SOCKET_IFNAME"); names != nullptr && *names != 0) {
        std::istringstream list(names);
        for (std::string name; std::getline(list, name, ',');) devices.push_back(ProcessGroupGloo::createDeviceForInterface(name));
    } else if (address == "localhost" || address.rfind("127.", 0) == 0) {
        devices.push_back(ProcessGroupGloo::createDeviceForHostname("127.0.0.1"));
    } else {
        devices.push_back(ProcessGroupGloo::createDefaultDevice());
    }
    return devices;
}

void all_reduce(const Group& group, at::Tensor& tensor, c10d::ReduceOp::RedOpType op) {
    std::vector<at::Tensor> tensors{tensor};
    c10d::AllreduceOptions options;
    options.reduceOp = op;
    group.backend(tensor).allreduce(tensors, options)->wait();
}

at::Tensor summed(const Group& group, const at::Tensor& tensor) {
    auto sum = tensor.detach().clone(at::MemoryFormat::Contiguous);
    all_reduce(group, sum, c10d::ReduceOp::SUM);
    return sum;
}

// y = sum over ranks of x. A rank's x is in every rank's y, so the gradient of x is the sum over ranks of the gradients of y.
struct SumOverRanks : torch::autograd::Function<SumOverRanks> {
    static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& input, const c10::IValue& group) {
        context->saved_data["group"] = group;
        return summed(*c10::static_intrusive_pointer_cast<Group>(group.toCapsule()), input);
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context, torch::autograd::variable_list gradients) {
        auto group = c10::static_intrusive_pointer_cast<Group>(context->saved_data["group"].toCapsule());
        return {summed(*group, gradients[0]), at::Tensor()};
    }
};

}  // namespace

// Waits until all ranks have come. `cuda` is the number of the GPU whose tensors are summed too, or -1.
MTL_EXPORT int mtl_group_create(const char* address, int32_t port, int32_t rank, int32_t size, int32_t hosts_store, const char* prefix,
                                int64_t join_timeout, int64_t timeout, int32_t cuda, void** created) {
    return guarded([&] {
        c10d::TCPStoreOptions options;
        options.port = static_cast<uint16_t>(port);
        options.isServer = hosts_store != 0;
        options.numWorkers = static_cast<std::size_t>(size);
        options.timeout = milliseconds(join_timeout);
        auto group = c10::make_intrusive<Group>();
        group->store = c10::make_intrusive<c10d::TCPStore>(address, options);
        if (*prefix != 0) group->store = c10::make_intrusive<c10d::PrefixStore>(prefix, group->store);

        auto gloo = c10d::ProcessGroupGloo::Options::create(milliseconds(timeout));
        gloo->devices = gloo_devices(address);
        gloo->threads = static_cast<int>(2 * gloo->devices.size());
        group->cpu = c10::make_intrusive<c10d::ProcessGroupGloo>(c10::make_intrusive<c10d::PrefixStore>("gloo", group->store), rank, size, gloo);
#ifdef USE_C10D_NCCL
        if (cuda >= 0 && torch::cuda::is_available()) {
            auto nccl = c10d::ProcessGroupNCCL::Options::create();
            nccl->timeout = milliseconds(timeout);
            group->cuda = c10::make_intrusive<c10d::ProcessGroupNCCL>(c10::make_intrusive<c10d::PrefixStore>("nccl", group->store), rank, size, nccl);
        }
#else
        (void)cuda;
#endif
        *created = group.release();
    });
}

// Closes the connections, so that ranks that wait for this one learn it; the store stays.
MTL_EXPORT void mtl_group_abandon(void* handle) {
    guarded([&] {
        group_of(handle).cuda.reset();
        group_of(handle).cpu.reset();
    });
}

MTL_EXPORT void mtl_group_release(void* handle) {
    guarded([&] { c10::intrusive_ptr<Group>::reclaim(static_cast<Group*>(handle)); });
}

// In place. `op` is 0 for the sum, 1 for the greatest.
MTL_EXPORT int mtl_group_all_reduce(void* handle, void* tensor, int32_t op) {
    return guarded([&] {
        auto reduced = borrow(tensor).detach();
        all_reduce(group_of(handle), reduced, op == 0 ? c10d::ReduceOp::SUM : c10d::ReduceOp::MAX);
    });
}

MTL_EXPORT int mtl_group_sum(void* handle, void* tensor, void** result) {
    return guarded([&] {
        auto holder = c10::intrusive_ptr<torch::CustomClassHolder>::reclaim_copy(static_cast<Group*>(handle));
        *result = release(SumOverRanks::apply(borrow(tensor), c10::IValue::make_capsule(std::move(holder))));
    });
}

MTL_EXPORT int mtl_group_broadcast(void* handle, void* tensor, int32_t root) {
    return guarded([&] {
        std::vector<at::Tensor> tensors{borrow(tensor).detach()};
        c10d::BroadcastOptions options;
        options.rootRank = root;
        group_of(handle).backend(tensors[0]).broadcast(tensors, options)->wait();
    });
}

MTL_EXPORT int mtl_group_barrier(void* handle) {
    return guarded([&] {
        TORCH_CHECK(group_of(handle).cpu, "the group of processes has been given up");
        group_of(handle).cpu->barrier()->wait();
    });
}

MTL_EXPORT int mtl_group_post(void* handle, const char* key, const char* text) {
    return guarded([&] { group_of(handle).store->set(key, std::vector<uint8_t>(text, text + std::strlen(text))); });
}

// Does not wait: `text` is null where nothing has been posted. Freed by mtl_free.
MTL_EXPORT int mtl_group_read(void* handle, const char* key, char** text) {
    return guarded([&] {
        *text = nullptr;
        auto& store = *group_of(handle).store;
        if (!store.check({key})) return;
        auto posted = store.get(key);
        *text = static_cast<char*>(std::malloc(posted.size() + 1));
        std::memcpy(*text, posted.data(), posted.size());
        (*text)[posted.size()] = 0;
    });
}

#endif
