import java.util.Scanner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeper stays where it is, faces whoever comes, shields while far and hits what is near. */
class Bot {
  public static void main(String[] arguments) {
    int me = 1;
    for (Scanner lines = new Scanner(System.in); lines.hasNextLine(); ) {
      String line = lines.nextLine();
      if (line.startsWith("{\"type\":\"hello\"")) {
        say("{\"type\":\"hello\",\"protocol\":1}");
      } else if (line.startsWith("{\"type\":\"game_start\"")) {
        me = (int) number(line, "port", 1);
      } else if (line.startsWith("{\"type\":\"act\"")) {
        double gap = x(line, 3 - me) - x(line, me);
        boolean strike = number(line, "frame", 0) % 4 == 0;
        if (Math.abs(gap) > 12) {
          say("{\"r\":1}");
        } else {
          say("{\"main_x\":" + (gap > 0 ? 0.7 : 0.3) + (strike ? ",\"buttons\":[\"a\"]}" : "}"));
        }
      }
    }
  }

  private static double x(String line, int player) {
    return number(line.substring(Math.max(0, line.indexOf("\"p" + player + "\""))), "x", 0);
  }

  private static double number(String text, String key, double otherwise) {
    Matcher found = Pattern.compile("\"" + key + "\":\\s*(-?[0-9.]+)").matcher(text);
    return found.find() ? Double.parseDouble(found.group(1)) : otherwise;
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
