using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training.Distributed;

/// <summary>
/// y = sum over ranks of x. A rank's x is in every rank's y, so the gradient of x is the sum over ranks of the gradients of y.
/// </summary>
internal sealed class SumOverRanks : autograd.SingleTensorFunction<SumOverRanks>
{
    private const string Group = "group";

    public override string Name => nameof(SumOverRanks);

    public static Tensor Of(Tensor tensor, ProcessGroup group) => apply(tensor, group);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var group = (ProcessGroup)vars[1];
        ctx.save_data(Group, group);
        return Summed((Tensor)vars[0], group);
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        var group = (ProcessGroup)ctx.get_data(Group);
        // libtorch has called this, and no exception may pass through it.
        return [group.Defer(() => Summed(grad_output, group)) ?? zeros_like(grad_output), null!];
    }

    private static Tensor Summed(Tensor tensor, ProcessGroup group)
    {
        var sum = tensor.detach().clone().contiguous();
        group.Collectives.Sum(sum);
        return sum;
    }
}
