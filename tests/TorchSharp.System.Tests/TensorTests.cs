using MtlDsl.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

public class TensorTests
{
    [Fact]
    public void Values_go_in_and_come_out_by_type()
    {
        tensor(new float[] { 1, 2 }).data<float>().ToArray().ShouldBe([1, 2]);
        tensor(new double[,] { { 1, 2 }, { 3, 4 } }).data<double>().ToNDArray().ShouldBe(new double[,] { { 1, 2 }, { 3, 4 } });
        tensor(new byte[] { 255 }).item<byte>().ShouldBe((byte)255);
        tensor(new[] { true, false }).data<bool>().ToArray().ShouldBe([true, false]);
        tensor(new[] { (Half)0.5 }).item<Half>().ShouldBe((Half)0.5);
        tensor(7L).item<long>().ShouldBe(7);
        tensor(7).dtype.ShouldBe(ScalarType.Int32);
        tensor(new[] { 1, 2 }, dtype: ScalarType.Float32).dtype.ShouldBe(ScalarType.Float32);
        from_array(new short[,] { { 1 }, { 2 } }).shape.ShouldBe([2, 1]);
        frombuffer(new float[] { 1, 2, 3, 4 }, ScalarType.Float32, 2, 1).data<float>().ToArray().ShouldBe([2, 3]);
        tensor(new List<long> { 5, 6 }).data<long>().ToArray().ShouldBe([5, 6]);
    }

    [Fact]
    public void Accessors_follow_the_strides()
    {
        using Tensor rows = arange(6).reshape(2, 3), columns = rows.t();
        columns.is_contiguous().ShouldBeFalse();
        columns.data<long>().ToArray().ShouldBe([0, 3, 1, 4, 2, 5]);
        columns.data<long>()[2, 1].ShouldBe(5);
        columns.data<long>().ShouldBe([0, 3, 1, 4, 2, 5]);
        columns.data<long>()[1] = 9;
        rows[1, 0].item<long>().ShouldBe(9);
        columns.data<long>().CopyFrom([10, 11, 12]);
        rows.data<long>().ToArray().ShouldBe([10, 12, 2, 11, 4, 5]);
        Should.Throw<IndexOutOfRangeException>(() => columns.data<long>()[3, 0]);
    }

    [Fact]
    public void Elements_can_be_set_through_indices()
    {
        using Tensor x = zeros(3, 4);
        x[1] = ones(4);
        x[2, 3] = tensor(5f);
        x[TensorIndex.Ellipsis, 0] = tensor(2f);
        x[x == 5] = tensor(6f);
        x[TensorIndex.Slice(0, 1), 1..3] = full([1, 2], 7);
        x[tensor(new long[] { 0 }), tensor(new long[] { 3 })] = tensor(8f);
        x.data<float>().ToArray().ShouldBe([2, 7, 7, 8, 2, 1, 1, 1, 2, 0, 0, 6]);
        x[^1].data<float>().ToArray().ShouldBe([2, 0, 0, 6]);
        x[1..^1, ..2].shape.ShouldBe([1, 2]);
        x[TensorIndex.Bool(true)].shape.ShouldBe([1, 3, 4]);
        Should.Throw<IndexOutOfRangeException>(() => x[0..1, 0..1, 0..1]);
    }

    [Fact]
    public void Numbers_convert_both_ways()
    {
        ((float)tensor(1.5)).ShouldBe(1.5f);
        ((int)tensor(3L)).ShouldBe(3);
        ((bool)(tensor(1f) == 1)).ShouldBeTrue();
        Tensor made = new[] { 1L, 2L };
        made.sum().ToInt64().ShouldBe(3);
        full([2], true).dtype.ShouldBe(ScalarType.Bool);
        full([2], 1).dtype.ShouldBe(ScalarType.Int64);
        tensor(2f).ToScalar().Type.ShouldBe(ScalarType.Float32);
    }

    [Fact]
    public void Logic_and_integers_work_element_by_element()
    {
        using Tensor x = tensor(new[] { 1L, 2, 3 });
        ((x > 1) & (x < 3) | ~(x != 1)).data<bool>().ToArray().ShouldBe([true, true, false]);
        (7 - x).data<long>().ToArray().ShouldBe([6, 5, 4]);
        (x % 2).data<long>().ToArray().ShouldBe([1, 0, 1]);
        x.bincount(null).data<long>().ToArray().ShouldBe([0, 1, 1, 1]);
        unique(tensor(new[] { 2L, 1, 2 }), return_counts: true).counts.data<long>().ToArray().ShouldBe([1, 2]);
        nonzero(x - 2).flatten().data<long>().ToArray().ShouldBe([0, 2]);
    }

    [Fact]
    public void Creators_take_types_and_shapes()
    {
        arange(2, 8, 3).data<long>().ToArray().ShouldBe([2, 5]);
        arange(0, 1, 0.5).data<float>().ToArray().ShouldBe([0, 0.5f]);
        eye(2).data<float>().ToArray().ShouldBe([1, 0, 0, 1]);
        randint(3, [100]).max().item<long>().ShouldBeLessThan(3);
        randperm(5).sort().Values.data<long>().ToArray().ShouldBe([0, 1, 2, 3, 4]);
        zeros([2, 3, 1, 1, 2], ScalarType.Int64).numel().ShouldBe(12);
        zeros_like(ones(2), dtype: ScalarType.Bool).dtype.ShouldBe(ScalarType.Bool);
        Should.Throw<NotSupportedException>(() => zeros(1, names: ["N"]));
    }

    [Fact]
    public void The_generators_state_can_be_kept()
    {
        manual_seed(3);
        using Tensor state = get_rng_state(), first = rand(4);
        set_rng_state(state);
        rand(4).Equals(first).ShouldBeTrue();
        using var own = new Generator(3);
        using Tensor a = rand(2, generator: own);
        own.manual_seed(3);
        rand(2, generator: own).Equals(a).ShouldBeTrue();
        own.initial_seed().ShouldBe(3);
    }

    [Fact]
    public void Modes_end_where_they_began()
    {
        using Parameter w = new(ones(1));
        using (no_grad()) (w * 2).requires_grad.ShouldBeFalse();
        (w * 2).requires_grad.ShouldBeTrue();
        using (inference_mode())
        {
            is_inference_mode_enabled().ShouldBeTrue();
            (w * 2).requires_grad.ShouldBeFalse();
        }
        is_inference_mode_enabled().ShouldBeFalse();
    }

    [Fact]
    public void Gradients_of_gradients()
    {
        using Tensor x = tensor(3.0, requires_grad: true), y = x.pow(3);
        Tensor first = autograd.grad([y], [x], create_graph: true)[0];
        first.item<double>().ShouldBe(27);
        autograd.grad([first], [x])[0].item<double>().ShouldBe(18);
        autograd.grad([y], [x, ones(1, requires_grad: true)], allow_unused: true)[1].ShouldBeNull();
    }

    [Fact]
    public void Some_gradients_can_be_asked_for()
    {
        using Tensor x = ones(2, requires_grad: true), y = ones(2, requires_grad: true);
        (x * y).backward([tensor(new[] { 1f, 2f })], inputs: [x]);
        x.grad!.data<float>().ToArray().ShouldBe([1, 2]);
        y.grad.ShouldBeNull();
        x.detach().requires_grad.ShouldBeFalse();
        x.is_leaf.ShouldBeTrue();
        (x * 2).is_leaf.ShouldBeFalse();
    }

    [Fact]
    public void Clipping_returns_the_norm_before()
    {
        using Parameter a = new(zeros(2)), b = new(zeros(1));
        a.grad = tensor(new[] { 3f, 0f });
        b.grad = tensor(new[] { 4f });
        nn.utils.clip_grad_norm_([a, b], 1).ShouldBe(5, 1e-5);
        b.grad.item<float>().ShouldBe(0.8f, 1e-4f);
        nn.utils.clip_grad_norm_([a, b], 1, double.PositiveInfinity).ShouldBe(0.8, 1e-4);
        nn.utils.clip_grad_value_([a, b], 0.5);
        a.grad.data<float>().ToArray().ShouldBe([0.5f, 0]);
        using Tensor row = nn.utils.parameters_to_vector([a, b]);
        nn.utils.vector_to_parameters(row + 1, [a, b]);
        a.data<float>().ToArray().ShouldBe([1, 1]);
    }

    [Fact]
    public void Channels_can_be_innermost_in_memory()
    {
        using Tensor x = randn(2, 3, 4, 5), last = LibTorch.ToChannelsLast(x);
        last.Equals(x).ShouldBeTrue();
        last.stride().ShouldBe([60, 1, 15, 3]);
        LibTorch.IsChannelsLastSupported.ShouldBeTrue();
        LibTorch.Version.ShouldBe(__version__);
        LibTorch.Call("aten::add", "Tensor", x, x).Single().Equals(x * 2).ShouldBeTrue();
    }

    [Fact]
    public void Long_lists_of_tensors_and_numbers_pass()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] many = [.. Enumerable.Range(0, 3000).Select(i => full([1], (float)i))];
        cat(many).sum().item<float>().ShouldBe(3000 * 2999 / 2);
        Tensor whole = arange(2000);
        whole.split([.. Enumerable.Repeat(1L, 2000)]).Length.ShouldBe(2000);
    }

    [Fact]
    public void A_tensor_keeps_its_bytes_in_a_file()
    {
        using Tensor x = randn(3, 200), odd = arange(6).reshape(2, 3).t();
        using var memory = new MemoryStream();
        x.Save(memory);
        memory.Position = 0;
        Tensor.Load(memory).Equals(x).ShouldBeTrue();
        Should.Throw<InvalidOperationException>(() => odd.Save(memory)).Message.ShouldContain("not contiguous");
        using var damaged = new MemoryStream([99, 1, 1]);
        Should.Throw<InvalidDataException>(() => Tensor.Load(damaged));
        using var reader = new BinaryReader(new MemoryStream(memory.ToArray()));
        Should.Throw<ArgumentException>(() => ones(2).Load(reader)).Message.ShouldContain("[3x200]");
    }
}
