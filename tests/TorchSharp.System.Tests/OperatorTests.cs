using System.Text.Json;
using TorchSharp.Tests.Fixtures;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests;

/// <summary>Operators and their gradients against PyTorch's.</summary>
public class OperatorTests
{
    private static readonly JsonElement[] Cases = [.. Fixture.Load("operators").EnumerateArray()];

    private static readonly Dictionary<string, Func<Tensor[], Tensor>> Functions = new()
    {
        ["add"] = t => t[0] + t[1],
        ["add_scaled"] = t => t[0].add(t[1], 0.5),
        ["sub"] = t => t[0] - t[1],
        ["rsub"] = t => 3 - t[0],
        ["mul"] = t => t[0] * t[1],
        ["div"] = t => t[0] / t[1],
        ["rdiv"] = t => 2 / t[0],
        ["div_floor"] = t => t[0].div(t[1], RoundingMode.floor),
        ["remainder"] = t => t[0] % 1.5,
        ["pow"] = t => t[0].pow(2.5),
        ["exp"] = t => t[0].exp(),
        ["log"] = t => log(t[0]),
        ["sqrt"] = t => sqrt(t[0]),
        ["rsqrt"] = t => t[0].rsqrt(),
        ["abs"] = t => abs(t[0]),
        ["sigmoid"] = t => F.sigmoid(t[0]),
        ["tanh"] = t => t[0].tanh(),
        ["relu6"] = t => F.relu6(t[0]),
        ["silu"] = t => F.silu(t[0]),
        ["hardswish"] = t => F.hardswish(t[0]),
        ["hardsigmoid"] = t => F.hardsigmoid(t[0]),
        ["leaky_relu"] = t => F.leaky_relu(t[0], 0.2),
        ["gelu"] = t => F.gelu(t[0]),
        ["softplus"] = t => F.softplus(t[0]),
        ["clamp"] = t => t[0].clamp(-0.5, 1),
        ["maximum"] = t => maximum(t[0], t[1]),
        ["minimum"] = t => minimum(t[0], t[1]),
        ["where"] = t => where(t[0] > t[1], t[0], t[1] * 2),
        ["lerp"] = t => t[0].lerp(t[1], 0.25f),
        ["sum"] = t => t[0].sum(),
        ["sum_dim"] = t => t[0].sum(0, 2),
        ["mean_keepdim"] = t => t[0].mean([1, 2], keepdim: true),
        ["prod"] = t => t[0].prod(1),
        ["std"] = t => t[0].std(),
        ["var_dim"] = t => t[0].var(1, unbiased: false),
        ["norm"] = t => t[0].norm(),
        ["logsumexp"] = t => t[0].logsumexp(1),
        ["cumsum"] = t => t[0].cumsum(1),
        ["max_dim"] = t => t[0].max(1).values,
        ["amax"] = t => t[0].amax(0, 2),
        ["softmax"] = t => softmax(t[0], 1),
        ["log_softmax"] = t => F.log_softmax(t[0], -1),
        ["sort"] = t => t[0].sort(-1, descending: true).Values,
        ["topk"] = t => t[0].topk(2).values,
        ["argmax"] = t => t[0].argmax(1).@float() + 0 * t[0].sum(),
        ["reshape"] = t => t[0].reshape(3, -1) * 2,
        ["permute"] = t => t[0].permute(2, 0, 1),
        ["transpose"] = t => t[0].transpose(0, 2),
        ["flip"] = t => t[0].flip(0, 2),
        ["roll"] = t => t[0].roll(1, 2),
        ["expand"] = t => t[0].unsqueeze(0).expand(5, -1, -1),
        ["repeat"] = t => t[0].repeat(2, 1, 3),
        ["cat"] = t => cat([t[0], t[1]], 1),
        ["stack"] = t => stack([t[0], t[1]], -1),
        ["chunk"] = t => t[0].chunk(2, 2)[1] * 3,
        ["split"] = t => t[0].split([1, 2], dim: 1)[1],
        ["unbind"] = t => t[0].unbind(1)[2],
        ["gather"] = t => t[0].gather(1, tensor(new long[,,] { { { 0, 1, 2, 0 } }, { { 2, 2, 1, 0 } } })),
        ["index_select"] = t => t[0].index_select(1, tensor(new long[] { 2, 0, 2 })),
        ["index_gather"] = t => t[0][TensorIndex.Colon, TensorIndex.Tensor(tensor(new long[] { 0, 2 })), 1..],
        ["index_mixed"] = t => t[0][TensorIndex.Ellipsis, TensorIndex.None, TensorIndex.Slice(step: 2)][1],
        ["index_mask"] = t => t[0][t[0] > 0],
        ["index_mask_dims"] = t => t[0][TensorIndex.Tensor(tensor(new[,] { { true, false, true }, { false, false, true } }))],
        ["masked_fill"] = t => t[0].masked_fill(t[0] < 0, 7),
        ["scatter_add"] = t => zeros(2, 3, 4).scatter_add(1, zeros(2, 3, 4, ScalarType.Int64), t[0]),
        ["matmul"] = t => t[0].matmul(t[1]),
        ["bmm"] = t => bmm(t[0], t[1]),
        ["einsum"] = t => einsum("bij,jk->bik", t[0], t[1]),
        ["triu"] = t => t[0].triu(1),
        ["conv2d"] = t => F.conv2d(t[0], t[1], t[2], [2, 2], [1, 1]),
        ["conv2d_groups"] = t => F.conv2d(t[0], t[1], null, padding: [1, 2], dilation: [2, 2], groups: 2),
        ["conv2d_same"] = t => F.conv2d_padding(t[0], t[1], padding: Padding.Same),
        ["conv_transpose2d"] = t => F.conv_transpose2d(t[0], t[1], t[2], [2, 2], [1, 1], [1, 1]),
        ["linear"] = t => F.linear(t[0], t[1], t[2]),
        ["batch_norm"] = t => F.batch_norm(t[0], null, null, t[1], t[2], training: true),
        ["group_norm"] = t => F.group_norm(t[0], 2, t[1], t[2]),
        ["layer_norm"] = t => F.layer_norm(t[0], [4], t[1], t[2]),
        ["normalize"] = t => F.normalize(t[0]),
        ["max_pool2d"] = t => F.max_pool2d(t[0], 3, 2, 1, ceil_mode: true),
        ["avg_pool2d"] = t => F.avg_pool2d(t[0], 3, 2, 1, count_include_pad: false),
        ["adaptive_avg_pool2d"] = t => F.adaptive_avg_pool2d(t[0], (3, 2)),
        ["adaptive_max_pool2d"] = t => F.adaptive_max_pool2d(t[0], [2, 2]),
        ["pad_constant"] = t => F.pad(t[0], (1, 2, 0, 1), value: 0.5),
        ["pad_reflect"] = t => F.pad(t[0], (1, 2, 2, 1), PaddingModes.Reflect),
        ["pad_replicate"] = t => F.pad(t[0], (1, 2, 2, 1), PaddingModes.Replicate),
        ["interpolate_nearest"] = t => F.interpolate(t[0], scale_factor: [2]),
        ["interpolate_bilinear"] = t => F.interpolate(t[0], size: [5, 9], mode: InterpolationMode.Bilinear, align_corners: false),
        ["interpolate_corners"] = t => F.interpolate(t[0], scale_factor: [1.6], mode: InterpolationMode.Bilinear, align_corners: true),
        ["interpolate_recomputed"] = t => F.interpolate(t[0], scale_factor: [1.6, 1.6], mode: InterpolationMode.Bilinear, align_corners: false, recompute_scale_factor: true),
        ["interpolate_bicubic"] = t => F.interpolate(t[0], size: [4, 4], mode: InterpolationMode.Bicubic, align_corners: false),
        ["interpolate_area"] = t => F.interpolate(t[0], size: [3, 3], mode: InterpolationMode.Area),
        ["interpolate_antialias"] = t => F.interpolate(t[0], size: [3, 3], mode: InterpolationMode.Bilinear, antialias: true),
        ["grid_sample"] = t => F.grid_sample(t[0], t[1], padding_mode: GridSamplePaddingMode.Border, align_corners: false),
        ["cross_entropy"] = t => F.cross_entropy(
            t[0], tensor(new long[,] { { 0, 1, 255, 2 }, { 2, 255, 1, 0 } }), tensor(new[] { 1f, 2f, 0.5f }), ignore_index: 255, label_smoothing: 0.1),
        ["nll_loss"] = t => F.nll_loss(t[0], tensor(new long[] { 0, 2, 1, 1 }), reduction: nn.Reduction.Sum),
        ["bce"] = t => F.binary_cross_entropy(t[0], full([4, 3], 0.25)),
        ["bce_logits"] = t => F.binary_cross_entropy_with_logits(
            t[0], full([4, 3], 0.25), reduction: nn.Reduction.None, pos_weights: tensor(new[] { 1f, 2f, 3f })),
        ["mse"] = t => F.mse_loss(t[0], t[1]),
        ["l1"] = t => F.l1_loss(t[0], t[1]),
        ["smooth_l1"] = t => F.smooth_l1_loss(t[0], t[1], beta: 0.5),
        ["huber"] = t => F.huber_loss(t[0], t[1], delta: 0.5),
    };

    public static TheoryData<string> Names => [.. Cases.Select(each => each.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Result_and_gradients_are_PyTorchs(string name)
    {
        JsonElement entry = Cases.Single(each => each.GetProperty("name").GetString() == name);
        using DisposeScope scope = NewDisposeScope();
        Tensor[] inputs = [.. entry.GetProperty("inputs").EnumerateArray().Select(each => each.ToTensor().requires_grad_())];
        Tensor output = Functions[name](inputs);
        output.ShouldBeClose(entry.GetProperty("output"), name);

        if (!entry.TryGetProperty("gradients", out JsonElement gradients)) return;
        Tensor weights = linspace(0.5, 1.5, output.numel()).reshape(output.shape);
        (output * weights).sum().backward();
        int i = 0;
        foreach (JsonElement expected in gradients.EnumerateArray())
        {
            if (expected.ValueKind == JsonValueKind.Null) inputs[i].grad.ShouldBeNull();
            else inputs[i].grad!.ShouldBeClose(expected, $"{name}, gradient of input {i}", 2e-4);
            i++;
        }
    }
}
