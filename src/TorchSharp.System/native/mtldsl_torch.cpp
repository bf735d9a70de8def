// The whole native side: libtorch's boxed dispatcher behind a dozen C functions. It does not grow with
// the number of operators: C# names a schema, passes tagged values, and receives tagged values.

#include "mtldsl_torch.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/grad_mode.h>
#include <c10/core/InferenceMode.h>
#include <torch/cuda.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/variable.h>
#include <torch/version.h>

#include <cstdlib>
#include <cstring>
#include <limits>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace {

using mtl::borrow;
using mtl::guarded;
using mtl::release;
using mtl::TensorPtr;

// Mirrors MtlDsl.Native.ValueTag.
enum class Tag : int32_t {
    None = 0,
    Tensor = 1,
    Int = 2,
    Double = 3,
    Bool = 4,
    String = 5,
    IntList = 6,
    DoubleList = 7,
    BoolList = 8,
    TensorList = 9,
    Device = 10,
    Generator = 11,
};

// Mirrors MtlDsl.Native.NativeValue. Lists and strings are `count` elements at `data`.
struct Value {
    Tag tag;
    int32_t count;
    union {
        int64_t integer;
        double real;
        void* data;
    };
};
static_assert(sizeof(Value) == 16, "NativeValue in C# has 16 bytes");

// What a schema's argument accepts, worked out once per operator.
enum class Kind { Tensor, Int, Double, Number, Bool, String, IntList, DoubleList, BoolList, TensorList, OptionalTensorList, Device, Generator, Other };

struct Parameter {
    Kind kind;
    bool optional;
};

struct Operator {
    c10::OperatorHandle handle;
    std::vector<Parameter> parameters;
};

// c10::optional before libtorch 2.2, std::optional since; asking the API serves both.
using OptionalTensor = decltype(std::declval<const c10::IValue&>().toOptional<at::Tensor>());

c10::TensorImpl* impl(void* handle) {
    return static_cast<c10::TensorImpl*>(handle);
}

c10::Device device_of(int64_t packed) {
    return c10::Device(static_cast<c10::DeviceType>(packed >> 32), static_cast<c10::DeviceIndex>(static_cast<int32_t>(packed & 0xffffffff)));
}

int64_t pack(c10::Device device) {
    return (static_cast<int64_t>(device.type()) << 32) | static_cast<uint32_t>(static_cast<int32_t>(device.index()));
}

Kind element_kind(const c10::Type& type) {
    switch (type.kind()) {
        case c10::TypeKind::TensorType: return Kind::Tensor;
        case c10::TypeKind::IntType:
        case c10::TypeKind::SymIntType: return Kind::Int;
        case c10::TypeKind::FloatType: return Kind::Double;
        case c10::TypeKind::NumberType: return Kind::Number;
        case c10::TypeKind::BoolType: return Kind::Bool;
        case c10::TypeKind::StringType: return Kind::String;
        case c10::TypeKind::DeviceObjType: return Kind::Device;
        case c10::TypeKind::GeneratorType: return Kind::Generator;
        default: return Kind::Other;
    }
}

Parameter parameter_of(const c10::Argument& argument) {
    c10::TypePtr type = argument.type();
    bool optional = false;
    if (auto wrapped = type->cast<c10::OptionalType>()) {
        optional = true;
        type = wrapped->getElementType();
    }
    if (auto list = type->cast<c10::ListType>()) {
        c10::TypePtr element = list->getElementType();
        if (element->kind() == c10::TypeKind::OptionalType) {
            return {element->cast<c10::OptionalType>()->getElementType()->kind() == c10::TypeKind::TensorType ? Kind::OptionalTensorList : Kind::Other, optional};
        }
        switch (element_kind(*element)) {
            case Kind::Tensor: return {Kind::TensorList, optional};
            case Kind::Int: return {Kind::IntList, optional};
            case Kind::Double: return {Kind::DoubleList, optional};
            case Kind::Bool: return {Kind::BoolList, optional};
            default: return {Kind::Other, optional};
        }
    }
    return {element_kind(*type), optional};
}

[[noreturn]] void mismatch(const Operator& op, size_t index) {
    const auto& schema = op.handle.schema();
    TORCH_CHECK(false, "argument '", schema.arguments()[index].name(), "' of ", schema.operator_name(), " must be of type ",
                schema.arguments()[index].type()->str(), "; the call passed another type");
}

template <typename T>
std::vector<T> copy_list(const Value& value) {
    const auto* first = static_cast<const T*>(value.data);
    return std::vector<T>(first, first + value.count);
}

// Converts one value to what the schema asks for. Whole numbers are accepted where a real number is
// meant and one number where a list of numbers is, as Python does; anything else is refused here,
// because a boxed kernel would only assert.
c10::IValue to_ivalue(const Operator& op, size_t index, const Value& value) {
    const Parameter& parameter = op.parameters[index];
    if (value.tag == Tag::None) {
        if (parameter.optional) return {};
        if (parameter.kind == Kind::Tensor) return at::Tensor();
        mismatch(op, index);
    }
    switch (parameter.kind) {
        case Kind::Tensor:
            if (value.tag == Tag::Tensor) return borrow(value.data);
            break;
        case Kind::Int:
            if (value.tag == Tag::Int) return value.integer;
            break;
        case Kind::Double:
            if (value.tag == Tag::Double) return value.real;
            if (value.tag == Tag::Int) return static_cast<double>(value.integer);
            break;
        case Kind::Number:
            if (value.tag == Tag::Double) return value.real;
            if (value.tag == Tag::Int) return value.integer;
            if (value.tag == Tag::Bool) return value.integer != 0;
            break;
        case Kind::Bool:
            if (value.tag == Tag::Bool) return value.integer != 0;
            break;
        case Kind::String:
            if (value.tag == Tag::String) return std::string(static_cast<const char*>(value.data), value.count);
            break;
        case Kind::Device:
            if (value.tag == Tag::Device) return device_of(value.integer);
            break;
        case Kind::Generator:
            if (value.tag == Tag::Generator)
                return at::Generator(c10::intrusive_ptr<c10::GeneratorImpl>::reclaim_copy(static_cast<c10::GeneratorImpl*>(value.data)));
            break;
        case Kind::IntList:
            if (value.tag == Tag::IntList) return c10::IValue(copy_list<int64_t>(value));
            if (value.tag == Tag::Int) return c10::IValue(std::vector<int64_t>{value.integer});
            break;
        case Kind::DoubleList:
            if (value.tag == Tag::DoubleList) return c10::IValue(copy_list<double>(value));
            break;
        case Kind::BoolList:
            if (value.tag == Tag::BoolList) {
                c10::List<bool> list;
                for (int32_t i = 0; i < value.count; i++) list.push_back(static_cast<const int64_t*>(value.data)[i] != 0);
                return c10::IValue(list);
            }
            break;
        case Kind::TensorList:
            if (value.tag == Tag::TensorList) {
                c10::List<at::Tensor> list;
                list.reserve(value.count);
                for (int32_t i = 0; i < value.count; i++) {
                    void* handle = static_cast<void* const*>(value.data)[i];
                    TORCH_CHECK(handle != nullptr, "element ", i, " of the tensor list given to ", op.handle.schema().operator_name(), " is null");
                    list.push_back(borrow(handle));
                }
                return c10::IValue(std::move(list));
            }
            break;
        case Kind::OptionalTensorList:
            if (value.tag == Tag::TensorList) {
                c10::List<OptionalTensor> list;
                list.reserve(value.count);
                for (int32_t i = 0; i < value.count; i++) {
                    void* handle = static_cast<void* const*>(value.data)[i];
                    list.push_back(handle == nullptr ? OptionalTensor() : OptionalTensor(borrow(handle)));
                }
                return c10::IValue(std::move(list));
            }
            break;
        case Kind::Other:
            break;
    }
    mismatch(op, index);
}

// Owned by C#: the array by mtl_free, its tensors by mtl_tensor_release.
Value tensor_list(const std::vector<at::Tensor>& tensors) {
    Value value{Tag::TensorList, static_cast<int32_t>(tensors.size()), {0}};
    auto** handles = static_cast<void**>(std::malloc(sizeof(void*) * (tensors.empty() ? 1 : tensors.size())));
    for (size_t i = 0; i < tensors.size(); i++) handles[i] = release(tensors[i]);
    value.data = handles;
    return value;
}

Value from_ivalue(const c10::IValue& result) {
    Value value{Tag::None, 0, {0}};
    if (result.isTensor()) {
        value.data = release(result.toTensor());
        value.tag = value.data == nullptr ? Tag::None : Tag::Tensor;
    } else if (result.isInt()) {
        value.tag = Tag::Int;
        value.integer = result.toInt();
    } else if (result.isDouble()) {
        value.tag = Tag::Double;
        value.real = result.toDouble();
    } else if (result.isBool()) {
        value.tag = Tag::Bool;
        value.integer = result.toBool() ? 1 : 0;
    } else if (result.isTensorList()) {
        value = tensor_list(result.toTensorVector());
    } else if (!result.isNone()) {
        TORCH_CHECK(false, "a result of type ", result.tagKind(), " cannot be passed to C#");
    }
    return value;
}

std::vector<at::Tensor> borrow_all(void* const* handles, int32_t count) {
    std::vector<at::Tensor> tensors;
    tensors.reserve(count);
    for (int32_t i = 0; i < count; i++) tensors.push_back(handles[i] == nullptr ? at::Tensor() : borrow(handles[i]));
    return tensors;
}

at::Generator generator_of(void* handle) {
    return handle == nullptr ? at::detail::getDefaultCPUGenerator()
                             : at::Generator(c10::intrusive_ptr<c10::GeneratorImpl>::reclaim_copy(static_cast<c10::GeneratorImpl*>(handle)));
}

}  // namespace

MTL_EXPORT const char* mtl_last_error() { return mtl::last_error.c_str(); }

MTL_EXPORT const char* mtl_version() { return TORCH_VERSION; }

MTL_EXPORT void mtl_free(void* memory) { std::free(memory); }

// Operators live as long as the process, so the handle is never given back.
MTL_EXPORT int mtl_find(const char* name, const char* overload, void** found) {
    return guarded([&] {
        auto handle = c10::Dispatcher::singleton().findSchema({name, overload});
        TORCH_CHECK(handle.has_value(), "libtorch ", TORCH_VERSION, " has no operator ", name, *overload == 0 ? "" : ".", overload);
        auto op = std::make_unique<Operator>(Operator{*handle, {}});
        for (const auto& argument : handle->schema().arguments()) op->parameters.push_back(parameter_of(argument));
        *found = op.release();
    });
}

// Trailing arguments that are not given take the schema's defaults.
MTL_EXPORT int mtl_call(void* operator_handle, const Value* arguments, int32_t argument_count, Value* results, int32_t capacity, int32_t* result_count) {
    return guarded([&] {
        const auto& op = *static_cast<Operator*>(operator_handle);
        const auto& schema = op.handle.schema();
        TORCH_CHECK(static_cast<size_t>(argument_count) <= op.parameters.size(), schema.operator_name(), " takes ", op.parameters.size(),
                    " arguments but the call passed ", argument_count);
        torch::jit::Stack stack;
        stack.reserve(op.parameters.size());
        for (size_t i = 0; i < op.parameters.size(); i++) {
            if (i < static_cast<size_t>(argument_count)) {
                stack.push_back(to_ivalue(op, i, arguments[i]));
            } else {
                const auto& argument = schema.arguments()[i];
                TORCH_CHECK(argument.default_value().has_value(), schema.operator_name(), " is missing a value for argument '", argument.name(),
                            "'; the call passed ", argument_count, " arguments");
                stack.push_back(*argument.default_value());
            }
        }
        op.handle.callBoxed(stack);
        TORCH_CHECK(stack.size() <= static_cast<size_t>(capacity), schema.operator_name(), " returns ", stack.size(), " values, more than the ",
                    capacity, " a call can hold");
        for (size_t i = 0; i < stack.size(); i++) results[i] = from_ivalue(stack[i]);
        *result_count = static_cast<int32_t>(stack.size());
    });
}

MTL_EXPORT void mtl_tensor_release(void* handle) {
    guarded([&] { TensorPtr::reclaim(impl(handle)); });
}

MTL_EXPORT void* mtl_tensor_retain(void* handle) {
    return TensorPtr::reclaim_copy(impl(handle)).release();
}

MTL_EXPORT int mtl_tensor_dim(void* handle, int64_t* dimensions) {
    return guarded([&] { *dimensions = impl(handle)->dim(); });
}

MTL_EXPORT int mtl_tensor_numel(void* handle, int64_t* count) {
    return guarded([&] { *count = impl(handle)->numel(); });
}

MTL_EXPORT int mtl_tensor_sizes(void* handle, int64_t* sizes) {
    return guarded([&] {
        auto source = impl(handle)->sizes();
        std::copy(source.begin(), source.end(), sizes);
    });
}

MTL_EXPORT int mtl_tensor_strides(void* handle, int64_t* strides) {
    return guarded([&] {
        auto source = impl(handle)->strides();
        std::copy(source.begin(), source.end(), strides);
    });
}

MTL_EXPORT int mtl_tensor_storage_offset(void* handle, int64_t* offset) {
    return guarded([&] { *offset = impl(handle)->storage_offset(); });
}

MTL_EXPORT int mtl_tensor_dtype(void* handle, int32_t* type) {
    return guarded([&] { *type = static_cast<int32_t>(c10::typeMetaToScalarType(impl(handle)->dtype())); });
}

MTL_EXPORT int mtl_tensor_device(void* handle, int64_t* device) {
    return guarded([&] { *device = pack(impl(handle)->device()); });
}

MTL_EXPORT int mtl_tensor_data(void* handle, void** data) {
    return guarded([&] { *data = borrow(handle).data_ptr(); });
}

MTL_EXPORT int mtl_tensor_is_contiguous(void* handle, int32_t* contiguous) {
    return guarded([&] { *contiguous = impl(handle)->is_contiguous() ? 1 : 0; });
}

MTL_EXPORT int32_t mtl_tensor_is_sparse(void* handle) { return impl(handle)->is_sparse() ? 1 : 0; }

MTL_EXPORT int mtl_tensor_requires_grad(void* handle, int32_t* required) {
    return guarded([&] { *required = impl(handle)->requires_grad() ? 1 : 0; });
}

MTL_EXPORT int mtl_tensor_set_requires_grad(void* handle, int32_t value) {
    return guarded([&] {
        auto tensor = borrow(handle);
        TORCH_CHECK(tensor.is_leaf() || value != 0, "requires_grad can only be cleared on a leaf tensor; use detach() for a computed one");
        tensor.requires_grad_(value != 0);
    });
}

MTL_EXPORT int mtl_tensor_is_leaf(void* handle, int32_t* leaf) {
    return guarded([&] { *leaf = borrow(handle).is_leaf() ? 1 : 0; });
}

MTL_EXPORT int mtl_tensor_grad(void* handle, void** grad) {
    return guarded([&] { *grad = release(borrow(handle).grad()); });
}

MTL_EXPORT int mtl_tensor_set_grad(void* handle, void* grad) {
    return guarded([&] { borrow(handle).mutable_grad() = grad == nullptr ? at::Tensor() : borrow(grad); });
}

MTL_EXPORT int mtl_tensor_retain_grad(void* handle) {
    return guarded([&] { borrow(handle).retain_grad(); });
}

MTL_EXPORT int mtl_backward(void* const* tensors, int32_t tensor_count, void* const* gradients, int32_t gradient_count, int32_t retain_graph,
                            int32_t create_graph, void* const* inputs, int32_t input_count) {
    return guarded([&] {
        torch::autograd::backward(borrow_all(tensors, tensor_count), borrow_all(gradients, gradient_count), retain_graph != 0, create_graph != 0,
                                  borrow_all(inputs, input_count));
    });
}

MTL_EXPORT int mtl_grad(void* const* outputs, int32_t output_count, void* const* inputs, int32_t input_count, void* const* gradients,
                        int32_t gradient_count, int32_t retain_graph, int32_t create_graph, int32_t allow_unused, Value* result) {
    return guarded([&] {
        *result = tensor_list(torch::autograd::grad(borrow_all(outputs, output_count), borrow_all(inputs, input_count),
                                                    borrow_all(gradients, gradient_count), retain_graph != 0, create_graph != 0, allow_unused != 0));
    });
}

MTL_EXPORT int32_t mtl_grad_enabled() { return at::GradMode::is_enabled() ? 1 : 0; }

MTL_EXPORT void mtl_set_grad_enabled(int32_t enabled) { at::GradMode::set_enabled(enabled != 0); }

MTL_EXPORT int32_t mtl_inference_enabled() { return c10::InferenceMode::is_enabled() ? 1 : 0; }

MTL_EXPORT int mtl_inference_enter(int32_t enabled, void** guard) {
    return guarded([&] { *guard = new c10::InferenceMode(enabled != 0); });
}

MTL_EXPORT void mtl_inference_leave(void* guard) { delete static_cast<c10::InferenceMode*>(guard); }

// A training step takes and gives back the same gigabyte again and again. glibc would return it to the system
// each time, and a tenth of the next step would go into page faults; so what was taken once is kept.
MTL_EXPORT void mtl_keep_memory() {
#ifdef __GLIBC__
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
#endif
}

MTL_EXPORT int mtl_set_num_threads(int32_t count) {
    return guarded([&] { at::set_num_threads(count); });
}

MTL_EXPORT int32_t mtl_get_num_threads() { return at::get_num_threads(); }

MTL_EXPORT int mtl_set_num_interop_threads(int32_t count) {
    return guarded([&] { at::set_num_interop_threads(count); });
}

MTL_EXPORT int32_t mtl_get_num_interop_threads() { return static_cast<int32_t>(at::get_num_interop_threads()); }

MTL_EXPORT int mtl_manual_seed(uint64_t seed) {
    return guarded([&] { at::manual_seed(seed); });
}

// A null generator handle means libtorch's default generator of the CPU.
MTL_EXPORT int mtl_generator_create(uint64_t seed, void** generator) {
    return guarded([&] { *generator = c10::intrusive_ptr<c10::GeneratorImpl>(at::detail::createCPUGenerator(seed).getIntrusivePtr()).release(); });
}

MTL_EXPORT void mtl_generator_release(void* generator) {
    guarded([&] { c10::intrusive_ptr<c10::GeneratorImpl>::reclaim(static_cast<c10::GeneratorImpl*>(generator)); });
}

MTL_EXPORT int mtl_generator_get_state(void* handle, void** state) {
    return guarded([&] {
        auto generator = generator_of(handle);
        std::lock_guard<std::mutex> lock(generator.mutex());
        *state = release(generator.get_state());
    });
}

MTL_EXPORT int mtl_generator_set_state(void* handle, void* state) {
    return guarded([&] {
        auto generator = generator_of(handle);
        std::lock_guard<std::mutex> lock(generator.mutex());
        generator.set_state(borrow(state));
    });
}

MTL_EXPORT int mtl_generator_set_seed(void* handle, uint64_t seed) {
    return guarded([&] {
        auto generator = generator_of(handle);
        std::lock_guard<std::mutex> lock(generator.mutex());
        generator.set_current_seed(seed);
    });
}

MTL_EXPORT int mtl_generator_get_seed(void* handle, uint64_t* seed) {
    return guarded([&] {
        auto generator = generator_of(handle);
        std::lock_guard<std::mutex> lock(generator.mutex());
        *seed = generator.current_seed();
    });
}

MTL_EXPORT int mtl_generator_new_seed(void* handle, uint64_t* seed) {
    return guarded([&] {
        auto generator = generator_of(handle);
        std::lock_guard<std::mutex> lock(generator.mutex());
        *seed = generator.seed();
    });
}

MTL_EXPORT int32_t mtl_cuda_device_count() {
    int32_t count = 0;
    guarded([&] { count = static_cast<int32_t>(torch::cuda::device_count()); });
    return count;
}

MTL_EXPORT int32_t mtl_cudnn_is_available() {
    int32_t available = 0;
    guarded([&] { available = torch::cuda::cudnn_is_available() ? 1 : 0; });
    return available;
}

MTL_EXPORT int mtl_cuda_synchronize(int64_t index) {
    return guarded([&] { torch::cuda::synchronize(index); });
}
