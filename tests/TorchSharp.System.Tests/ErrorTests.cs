using System.Runtime.InteropServices;
using MtlDsl.Native;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>What goes wrong is an exception with libtorch's words, and the process goes on.</summary>
public class ErrorTests
{
    [Fact]
    public void Shapes_that_do_not_multiply()
    {
        using Tensor a = ones(2, 3), b = ones(4, 5);
        Should.Throw<ExternalException>(() => a.matmul(b)).Message.ShouldContain("mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)");
        a.matmul(ones(3, 1)).shape.ShouldBe([2, 1]);
    }

    [Fact]
    public void A_disposed_tensor()
    {
        Tensor gone = ones(2);
        gone.Dispose();
        gone.IsInvalid.ShouldBeTrue();
        Should.Throw<InvalidOperationException>(() => gone + 1).Message.ShouldContain("Tensor invalid");
        Should.Throw<InvalidOperationException>(() => gone.shape);
        Should.Throw<InvalidOperationException>(() => cat([ones(2), gone]));
        gone.Dispose();
    }

    [Fact]
    public void A_scalar_index_outside() =>
        Should.Throw<ExternalException>(() => ones(3)[7]).Message.ShouldContain("index 7 out of range");

    [Fact]
    public void An_unknown_operator() =>
        Should.Throw<ExternalException>(() => LibTorch.Call("aten::no_such_thing", "")).Message.ShouldContain("has no operator aten::no_such_thing");

    [Fact]
    public void An_unknown_overload() =>
        Should.Throw<ExternalException>(() => LibTorch.Call("aten::add", "NoOverload")).Message.ShouldContain("aten::add.NoOverload");

    [Fact]
    public void Too_many_arguments()
    {
        using Tensor a = ones(1);
        Should.Throw<ExternalException>(() => LibTorch.Call("aten::relu", "", a, 1, 2)).Message.ShouldContain("takes 1 arguments but the call passed 3");
    }

    [Fact]
    public void Too_few_arguments()
    {
        using Tensor a = ones(1);
        Should.Throw<ExternalException>(() => LibTorch.Call("aten::add", "Tensor", a)).Message.ShouldContain("missing a value for argument 'other'");
    }

    public static TheoryData<string, string, object?[], string> WrongTypes => new()
    {
        { "aten::relu", "", [3], "argument 'self' of aten::relu must be of type Tensor" },
        { "aten::relu", "", ["text"], "'self'" },
        { "aten::sum", "dim_IntList", [1.5, 2.5], "'self'" },
        { "aten::softmax", "int", [null, "one"], "'dim'" },
        { "aten::cat", "", [1.0], "'tensors'" },
        { "aten::cat", "", [new Tensor?[] { null }], "element 0 of the tensor list" },
        { "aten::zeros", "", [new[] { 1.5 }], "'size'" },
        { "aten::add", "Tensor", [null, null, "alpha"], "'alpha'" },
        { "aten::full", "", [new long[] { 1 }, new long[] { 2 }], "'fill_value'" },
        { "aten::zeros", "", [new long[] { 1 }, null, null, 7], "'device'" },
        { "aten::normal_", "", [null, true], "'mean'" },
    };

    [Theory]
    [MemberData(nameof(WrongTypes))]
    public void Arguments_of_the_wrong_type(string op, string overload, object?[] arguments, string found) =>
        Should.Throw<ExternalException>(() => LibTorch.Call(op, overload, arguments)).Message.ShouldContain(found);

    [Fact]
    public void A_missing_tensor_reaches_the_operator_as_undefined() =>
        Should.Throw<ExternalException>(() => LibTorch.Call("aten::relu", "", null, 1));

    [Fact]
    public void Backward_of_what_was_not_recorded()
    {
        using Tensor a = ones(1);
        Should.Throw<ExternalException>(a.backward).Message.ShouldContain("does not require grad");
    }

    [Fact]
    public void Backward_twice()
    {
        using Tensor a = ones(1, requires_grad: true), b = (a * a).sum();
        b.backward();
        Should.Throw<ExternalException>(b.backward).Message.ShouldContain("second time");
    }

    [Fact]
    public void A_leaf_changed_in_place()
    {
        using Tensor a = ones(1, requires_grad: true);
        Should.Throw<ExternalException>(() => a.add_(1)).Message.ShouldContain("leaf Variable");
    }

    [Fact]
    public void Elements_read_as_another_type()
    {
        using Tensor a = ones(2);
        Should.Throw<ArgumentException>(() => a.data<long>()).Message.ShouldContain("Int64");
        Should.Throw<ArgumentException>(() => a.item<float>()).Message.ShouldContain("one element");
    }

    [Fact]
    public void Values_that_do_not_fill_the_shape() =>
        Should.Throw<ArgumentException>(() => tensor(new[] { 1f, 2f, 3f }, 2, 2)).Message.ShouldContain("3 values cannot fill a tensor of shape [2, 2]");

    [Fact]
    public void An_allocation_beyond_the_memory() =>
        Should.Throw<ExternalException>(() => empty(1L << 60)).Message.ShouldNotBeEmpty();

    [Fact]
    public void A_device_that_is_not_there()
    {
        if (cuda.is_available()) return;
        Should.Throw<ExternalException>(() => ones(1, device: CUDA)).Message.ShouldNotBeEmpty();
        Should.Throw<InvalidOperationException>(() => InitializeDeviceType(DeviceType.CUDA));
    }

    [Theory]
    [InlineData("gpu")]
    [InlineData("cuda:x")]
    [InlineData("cuda:0:1")]
    [InlineData("")]
    [InlineData("1")]
    public void A_device_that_has_no_such_name(string text) => Should.Throw<ArgumentException>(() => new Device(text));
}
