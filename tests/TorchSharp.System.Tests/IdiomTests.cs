using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests;

/// <summary>Spellings that compile against TorchSharp compile here too, and do the same.</summary>
public class IdiomTests
{
    [Fact]
    public void Collection_expressions_choose_an_overload()
    {
        using DisposeScope scope = NewDisposeScope();
        zeros([2, 3]).shape.ShouldBe([2, 3]);
        tensor([1f, 2f]).shape.ShouldBe([2]);
        cat([ones(1, 2), ones(1, 2)], 1).shape.ShouldBe([1, 4]);
        stack([ones(2), ones(2)]).shape.ShouldBe([2, 2]);
        F.interpolate(ones(1, 1, 4, 4), size: [32, 32], mode: InterpolationMode.Bilinear, align_corners: false).shape.ShouldBe([1, 1, 32, 32]);
        ones(1, 2, 3, 4).mean([2, 3]).shape.ShouldBe([1, 2]);
        ones(2, 3).view(-1).shape.ShouldBe([6]);
    }

    [Fact]
    public void Numbers_become_scalars_and_tensors()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor([-1f, 0.5f, 3f]), y = ones(3);
        x.clamp(0, 1).data<float>().ToArray().ShouldBe([0, 0.5f, 1]);
        where(x > 0, x, 0f).data<float>().ToArray().ShouldBe([0, 0.5f, 3]);
        ((x > 0) & (y < 1) | ~(x == 3)).data<bool>().ToArray().ShouldBe([true, true, false]);
        x.@long().dtype.ShouldBe(ScalarType.Int64);
        x.@float().dtype.ShouldBe(ScalarType.Float32);
        (x > 0).@bool().dtype.ShouldBe(ScalarType.Bool);
        x.type(int32).dtype.ShouldBe(ScalarType.Int32);
    }

    [Fact]
    public void Sizes_and_results_are_tuples()
    {
        using DisposeScope scope = NewDisposeScope();
        using Conv2d layer = Conv2d(2, 3, (3, 1), stride: (2, 1), padding: (1, 0), bias: false);
        layer.call(ones(1, 2, 4, 4)).shape.ShouldBe([1, 3, 2, 4]);
        (Tensor values, Tensor indices) = max(tensor(new[,] { { 1f, 5f }, { 7f, 2f } }), 1);
        values.data<float>().ToArray().ShouldBe([5, 7]);
        indices.data<long>().ToArray().ShouldBe([1, 0]);
        (Tensor sorted, Tensor order) = ones(3).sort(descending: true);
        (sorted.numel(), order.numel()).ShouldBe((3, 3));
        using Conv2d same = Conv2d(2, 2, 3, padding: Padding.Same);
        same.call(ones(1, 2, 5, 5)).shape.ShouldBe([1, 2, 5, 5]);
    }

    [Fact]
    public void Optimisers_take_groups_in_brackets()
    {
        using Linear layer = Linear(2, 2);
        using AdamW optimiser = optim.AdamW([new AdamW.ParamGroup(layer.parameters()) { LearningRate = 0.1 }]);
        optimiser.ParamGroups.Single().LearningRate.ShouldBe(0.1);
        using SGD named = optim.SGD(layer.named_parameters(), 0.2);
        named.parameters().Count().ShouldBe(2);
    }

    [Fact]
    public void Modules_keep_their_type_when_they_move()
    {
        using Linear layer = Linear(2, 2).to(ScalarType.Float64).cpu().@float();
        layer.weight.dtype.ShouldBe(ScalarType.Float32);
        layer.to(CPU).to("cpu").to(DeviceType.CPU).ShouldBeSameAs(layer);
    }
}
