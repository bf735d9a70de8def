using MtlDsl.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MtlDsl.Layers.Tests;

/// <summary>Group norms start from ones and zeros, whatever the memory held that they are made in.</summary>
[Collection("torch")]
public sealed class GroupNormTests
{
    private const int Channels = 64;

    [Fact]
    public void A_networks_group_norms_start_as_PyTorchs()
    {
        using var scope = NewDisposeScope();
        foreach (var _ in Enumerable.Range(0, 10))
        {
            Spoil();
            foreach (var network in (nn.Module[])[new GroupNormConvolution(), new StandaloneGroupNorm()])
            {
                var norms = network.modules().OfType<GroupNorm>().ToList();
                norms.ShouldNotBeEmpty();
                norms.ShouldAllBe(norm => StartsAsPyTorchs(norm));
            }
        }
    }

    [Fact]
    public void One_in_a_layer_of_ones_own_does_too()
    {
        using var scope = NewDisposeScope();
        Spoil();
        var layer = nn.Sequential(nn.GroupNorm(4, Channels), nn.GroupNorm(4, Channels, affine: false));

        Initialization.He(layer);

        layer.modules().OfType<GroupNorm>().Where(norm => norm.weight is not null).ShouldAllBe(norm => StartsAsPyTorchs(norm));
    }

    [Fact]
    public void TorchSharp_leaves_them_to_chance()
    {
        using var scope = NewDisposeScope();
        var starts = Enumerable.Range(0, 10).Select(_ =>
        {
            Spoil();
            return StartsAsPyTorchs(nn.GroupNorm(4, Channels));
        });

        starts.ShouldContain(false, "TorchSharp starts its group norms now: what Initialization.He does for them can go.");
    }

    /// <summary>Leaves memory of the norms' size that holds neither ones nor zeros.</summary>
    private static void Spoil()
    {
        foreach (var channels in (long[])[16, 32, Channels])
            foreach (var used in Enumerable.Range(0, 20).Select(_ => full(channels, 7f)).ToList())
                used.Dispose();
    }

    private static bool StartsAsPyTorchs(GroupNorm norm) => norm.weight.eq(1).all().item<bool>() && norm.bias!.eq(0).all().item<bool>();
}
