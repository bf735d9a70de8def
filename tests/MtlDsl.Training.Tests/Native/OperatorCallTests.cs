using System.Diagnostics;
using System.Runtime.InteropServices;
using MtlDsl.Training.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training.Tests.Native;

[Collection("torch")]
public class OperatorCallTests
{
    [Fact]
    public void Channels_come_innermost_as_by_permuting()
    {
        using var scope = NewDisposeScope();
        var images = randn(2, 3, 4, 5);

        var laidOut = TensorLayout.ToChannelsLast(images);

        laidOut.stride().ShouldBe([3 * 4 * 5, 1, 5 * 3, 3]);
        laidOut.ToArray<float>().ShouldBe(images.ToArray<float>());
        laidOut.permute(0, 2, 3, 1).contiguous().ToArray<float>().ShouldBe(images.permute(0, 2, 3, 1).contiguous().ToArray<float>());
    }

    [Fact]
    public void A_result_belongs_to_the_dispose_scope()
    {
        Tensor laidOut;
        using (NewDisposeScope())
            laidOut = TensorLayout.ToChannelsLast(zeros(1, 2, 3, 4));

        laidOut.IsInvalid.ShouldBeTrue();
    }

    [Fact]
    public void An_unknown_operator_is_an_exception() =>
        Should.Throw<ExternalException>(() => new OperatorCall("aten::no_such_operator").Invoke()).Message.ShouldContain("aten::no_such_operator");

    [Fact]
    public void Arguments_that_an_operator_refuses_are_an_exception()
    {
        using var scope = NewDisposeScope();
        // Channels-last is for four dimensions only.
        Should.Throw<ExternalException>(() => TensorLayout.ToChannelsLast(zeros(2, 3)));
    }

    [Fact]
    public void Calls_keep_no_tensor_alive()
    {
        const int count = 2000, bytes = 4 << 20;
        var before = Process.GetCurrentProcess().WorkingSet64;

        for (var i = 0; i < count; i++)
        {
            using var scope = NewDisposeScope();
            TensorLayout.ToChannelsLast(empty(1, 16, 256, 256));
        }

        // All of them together would be 16 GB.
        using var after = Process.GetCurrentProcess();
        (after.WorkingSet64 - before).ShouldBeLessThan(100L * bytes);
    }
}
