// What the native files share: how an exported function fails, and what a tensor handle is.
//
// Every function that can fail returns 0, or 1 with the message in mtl_last_error(). A tensor handle is
// an owned reference to a TensorImpl; whoever receives one gives it back with mtl_tensor_release.
#pragma once

#include <ATen/core/Tensor.h>
#include <c10/util/Exception.h>

#include <string>
#include <utility>

#define MTL_EXPORT extern "C" __attribute__((visibility("default")))

namespace mtl {

inline thread_local std::string last_error;

template <typename Body>
int guarded(Body&& body) noexcept {
    try {
        body();
        return 0;
    } catch (const c10::Error& error) {
        last_error = error.what_without_backtrace();
    } catch (const std::exception& error) {
        last_error = error.what();
    } catch (...) {
        last_error = "libtorch threw an exception that carries no message";
    }
    return 1;
}

using TensorPtr = c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>;

inline at::Tensor borrow(void* handle) {
    return at::Tensor(TensorPtr::reclaim_copy(static_cast<c10::TensorImpl*>(handle)));
}

inline void* release(const at::Tensor& tensor) {
    return tensor.defined() ? TensorPtr(tensor.getIntrusivePtr()).release() : nullptr;
}

}  // namespace mtl
